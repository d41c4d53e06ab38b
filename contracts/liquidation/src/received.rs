//! What the owner has sent to be sold.

use ballast_types::Asset;
use cosmwasm_std::{Addr, Coin, Uint128};

use crate::ContractError;

/// What came with a message.
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
    /// How much of an asset came. Refuses any other, several coins, and nothing.
    pub fn as_asset(&self, asset: &Asset) -> Result<Uint128, ContractError> {
        match (asset, self) {
            (Asset::Native { denom }, Self::Coins(coins)) => match coins.as_slice() {
                [coin] if coin.denom == *denom && !coin.amount.is_zero() => Ok(coin.amount),
                _ => Err(self.wrong(asset)),
            },
            (Asset::Cw20 { contract: token }, Self::Token { contract, amount })
                if contract.as_str() == token =>
            {
                Ok(*amount)
            }
            _ => Err(self.wrong(asset)),
        }
    }

    fn wrong(&self, asset: &Asset) -> ContractError {
        let received = match self {
            Self::Token { contract, amount } => format!("{amount} of cw20:{contract}"),
            Self::Coins(coins) if coins.is_empty() => "nothing".to_owned(),
            Self::Coins(coins) => {
                let coins: Vec<String> = coins.iter().map(Coin::to_string).collect();
                coins.join(",")
            }
        };
        ContractError::WrongFunds {
            expected: asset.to_string(),
            received,
        }
    }
}
