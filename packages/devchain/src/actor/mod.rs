//! What accounts can do, one file per contract. Every method is one operation, now, by the account
//! named first; other accounts and contracts are given by name too.

mod bank;
mod liquidation;
mod oracle;
mod stablecoin;
mod vault;

use cosmwasm_std::{Binary, Uint128};
use cw20::Cw20ExecuteMsg;
use serde::Serialize;

use crate::{
    operation::{Call, Outcome},
    Devchain, Failure,
};

pub use bank::Bank;
pub use liquidation::Liquidation;
pub use oracle::Oracle;
pub use stablecoin::{Stablecoin, Token};
pub use vault::{Pieces, Terms, Vault};

impl Devchain {
    /// What accounts do with the vault.
    pub fn vault(&mut self) -> Vault<'_> {
        Vault(self)
    }

    /// What feeders and the owner do with the oracle.
    pub fn oracle(&mut self) -> Oracle<'_> {
        Oracle(self)
    }

    /// What depositors and keepers do with liquidation.
    pub fn liquidation(&mut self) -> Liquidation<'_> {
        Liquidation(self)
    }

    /// What holders do with the stablecoin.
    pub fn stablecoin(&mut self) -> Stablecoin<'_> {
        self.token(crate::STABLECOIN)
    }

    /// What holders do with a cw20 token, by its asset's name.
    pub fn token(&mut self, asset: &str) -> Token<'_> {
        Token {
            chain: self,
            asset: asset.to_owned(),
        }
    }

    /// What accounts do without any contract: transfers of coins and migrations.
    pub fn bank(&mut self) -> Bank<'_> {
        Bank(self)
    }

    /// A call that sends a cw20 token to a contract with a message for it.
    pub fn send_call(
        &self,
        token: &str,
        contract: &str,
        amount: u128,
        hook: &impl Serialize,
    ) -> Result<Call, Failure> {
        let hook = serde_json::to_vec(hook).map_err(|error| Failure::NoJson {
            reason: error.to_string(),
        })?;
        let msg = Cw20ExecuteMsg::Send {
            contract: self.address(contract)?.to_string(),
            amount: Uint128::new(amount),
            msg: Binary::from(hook),
        };
        Call::new(token, &msg, &[])
    }

    /// Sends an amount of a cw20 token to a contract with a message for it.
    pub fn send(
        &mut self,
        sender: &str,
        (token, amount): (&str, u128),
        contract: &str,
        hook: &impl Serialize,
    ) -> Outcome {
        let call = self.send_call(token, contract, amount, hook)?;
        self.execute_all(sender, vec![call])
    }
}

/// An amount in a message where zero is spelt as absence.
fn some(amount: u128) -> Option<Uint128> {
    (amount > 0).then_some(Uint128::new(amount))
}
