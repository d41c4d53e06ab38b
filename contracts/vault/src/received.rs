//! What came with a message: coins of the bank module, or a token by its hook.

use ballast_math::{Collateral, Debt};
use ballast_types::units;
use cosmwasm_std::{Addr, Api, Coin, Uint128};

use crate::{
    params::{Params, StoredAsset},
    ContractError,
};

/// What came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// Coins attached to it, possibly none.
    Coins(Vec<Coin>),
    /// A cw20 token, whose contract speaks for the sender.
    Token {
        /// The token contract.
        contract: Addr,
        /// How much.
        amount: Uint128,
    },
}

impl Received {
    /// Whether nothing came.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Coins(coins) if coins.is_empty())
    }

    /// All of it as collateral of a type. Refuses any other asset, several coins, and zero.
    pub fn as_collateral(&self, params: &Params) -> Result<Collateral, ContractError> {
        let amount = match (&params.asset, self) {
            (StoredAsset::Native(denom), Self::Coins(coins)) => match coins.as_slice() {
                [coin] if coin.denom == *denom => coin.amount,
                _ => return Err(self.wrong_collateral(params)),
            },
            (StoredAsset::Cw20(token), Self::Token { contract, amount })
                if contract.as_str() == token =>
            {
                *amount
            }
            _ => return Err(self.wrong_collateral(params)),
        };
        if amount.is_zero() {
            return Err(ContractError::ZeroAmount { what: "a deposit" });
        }
        Ok(units::collateral(amount))
    }

    /// All of it as stablecoin, for `what`. Refuses any other asset and zero.
    pub fn as_stablecoin(
        &self,
        api: &dyn Api,
        params: &Params,
        what: &'static str,
    ) -> Result<Debt, ContractError> {
        let stablecoin = params.contracts.stablecoin(api)?;
        match self {
            Self::Token { contract, amount } if *contract == stablecoin.0 => {
                if amount.is_zero() {
                    return Err(ContractError::ZeroAmount { what });
                }
                Ok(units::debt(*amount))
            }
            _ => Err(ContractError::WrongToken {
                expected: stablecoin.0.into_string(),
                received: self.text(),
            }),
        }
    }

    /// Whether it is the stablecoin.
    pub fn is_stablecoin(&self, api: &dyn Api, params: &Params) -> Result<bool, ContractError> {
        let stablecoin = params.contracts.stablecoin(api)?;
        Ok(matches!(self, Self::Token { contract, .. } if *contract == stablecoin.0))
    }

    fn wrong_collateral(&self, params: &Params) -> ContractError {
        let expected = ballast_types::Asset::from(params.asset.clone()).to_string();
        ContractError::WrongFunds {
            expected,
            received: self.text(),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Token { contract, amount } => format!("{amount} of cw20:{contract}"),
            Self::Coins(coins) if coins.is_empty() => "nothing".to_owned(),
            Self::Coins(coins) => {
                let coins: Vec<String> = coins.iter().map(Coin::to_string).collect();
                coins.join(",")
            }
        }
    }
}
