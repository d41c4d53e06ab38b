//! Balances and supplies.

use ballast_types::Asset;
use cosmwasm_std::Uint128;
use cw20::{BalanceResponse, Cw20QueryMsg, TokenInfoResponse};

use crate::{error::QueryFailure, names::ChainAsset, Devchain, BANK, STABLECOIN};

impl Devchain {
    /// What an account or a contract holds of an asset, both by name.
    pub fn balance(&self, holder: &str, asset: &str) -> Result<Uint128, QueryFailure> {
        let address = self.address(holder)?;
        self.balance_at(address.as_str(), self.names().asset(asset)?)
    }

    /// What an address holds of an asset.
    pub(crate) fn balance_at(
        &self,
        address: &str,
        asset: &ChainAsset,
    ) -> Result<Uint128, QueryFailure> {
        let unanswered = |contract: &str, error| QueryFailure::Unanswered {
            contract: contract.to_owned(),
            question: format!("the balance of {address}"),
            error,
        };
        match &asset.asset {
            Asset::Native { denom } => {
                let coin = self.app().wrap().query_balance(address, denom);
                coin.map(|coin| coin.amount)
                    .map_err(|error| unanswered(BANK, error))
            }
            Asset::Cw20 { contract } => {
                let question = Cw20QueryMsg::Balance {
                    address: address.to_owned(),
                };
                let answer = self.app().wrap().query_wasm_smart(contract, &question);
                answer
                    .map(|answer: BalanceResponse| answer.balance)
                    .map_err(|error| unanswered(&asset.name, error))
            }
        }
    }

    /// Name, symbol, decimals and supply of the stablecoin.
    pub fn stablecoin_info(&self) -> Result<TokenInfoResponse, QueryFailure> {
        self.query(STABLECOIN, &Cw20QueryMsg::TokenInfo {})
    }

    /// The stablecoin's supply.
    pub fn supply(&self) -> Result<Uint128, QueryFailure> {
        Ok(self.stablecoin_info()?.total_supply)
    }
}
