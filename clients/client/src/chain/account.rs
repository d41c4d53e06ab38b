//! Accounts and what they hold.

use cosmrs::proto::{
    cosmos::{
        auth::v1beta1::{BaseAccount, ModuleAccount, QueryAccountRequest, QueryAccountResponse},
        bank::v1beta1::{
            QueryAllBalancesRequest, QueryAllBalancesResponse, QueryBalanceRequest,
            QueryBalanceResponse,
        },
        base::query::v1beta1::PageRequest,
    },
    prost::Message,
};
use cosmwasm_std::{Coin, Uint128};

use super::Client;
use crate::{Error, Result};

/// An account as the chain keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Its number on the chain.
    pub number: u64,
    /// The number of its next transaction.
    pub sequence: u64,
}

impl Client {
    /// An account; [`Error::UnknownAccount`] if it has never received anything.
    pub async fn account(&self, address: &str) -> Result<Account> {
        let question = QueryAccountRequest {
            address: address.to_owned(),
        };
        let what = || format!("account {address}");
        let asked = self
            .ask("/cosmos.auth.v1beta1.Query/Account", &question, what)
            .await;
        let answer: QueryAccountResponse = match asked {
            Err(Error::Missing { .. }) => {
                return Err(Error::UnknownAccount {
                    address: address.to_owned(),
                })
            }
            other => other?,
        };
        let found = answer
            .account
            .ok_or_else(|| malformed(address, "no account in it"))?;
        let base = match found.type_url.as_str() {
            "/cosmos.auth.v1beta1.BaseAccount" => BaseAccount::decode(found.value.as_slice()).ok(),
            "/cosmos.auth.v1beta1.ModuleAccount" => {
                let module = ModuleAccount::decode(found.value.as_slice()).ok();
                module.and_then(|module| module.base_account)
            }
            other => return Err(malformed(address, other)),
        };
        let base = base.ok_or_else(|| malformed(address, &found.type_url))?;
        Ok(Account {
            number: base.account_number,
            sequence: base.sequence,
        })
    }

    /// How much of a coin an address holds, base units.
    pub async fn balance(&self, address: &str, denom: &str) -> Result<u128> {
        let question = QueryBalanceRequest {
            address: address.to_owned(),
            denom: denom.to_owned(),
        };
        let what = || format!("account {address}");
        let answer: QueryBalanceResponse = self
            .ask("/cosmos.bank.v1beta1.Query/Balance", &question, what)
            .await?;
        let amount = answer
            .balance
            .map_or_else(|| "0".to_owned(), |coin| coin.amount);
        amount.parse().map_err(|_| malformed(address, &amount))
    }

    /// All coins that an address holds.
    pub async fn balances(&self, address: &str) -> Result<Vec<Coin>> {
        let mut coins = vec![];
        let mut key = vec![];
        loop {
            let question = QueryAllBalancesRequest {
                address: address.to_owned(),
                pagination: Some(page(key)),
                resolve_denom: false,
            };
            let what = || format!("account {address}");
            let answer: QueryAllBalancesResponse = self
                .ask("/cosmos.bank.v1beta1.Query/AllBalances", &question, what)
                .await?;
            for coin in answer.balances {
                let amount: u128 = coin
                    .amount
                    .parse()
                    .map_err(|_| malformed(address, &coin.amount))?;
                coins.push(Coin {
                    denom: coin.denom,
                    amount: Uint128::new(amount),
                });
            }
            key = answer
                .pagination
                .map(|page| page.next_key)
                .unwrap_or_default();
            if key.is_empty() {
                return Ok(coins);
            }
        }
    }
}

/// The next hundred entries after a key.
pub(super) fn page(key: Vec<u8>) -> PageRequest {
    PageRequest {
        key,
        limit: 100,
        ..PageRequest::default()
    }
}

fn malformed(address: &str, reason: &str) -> Error {
    Error::Malformed {
        what: format!("account {address}"),
        reason: reason.to_owned(),
    }
}
