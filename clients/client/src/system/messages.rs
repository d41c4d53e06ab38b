//! Messages to the contracts.

use ballast_types::{
    liquidation,
    oracle::{self, Report, SignedReport},
    stablecoin, vault,
};
use cosmwasm_std::{to_json_binary, Coin, Uint128};
use serde::Serialize;

use super::System;
use crate::{Error, Msg, Result};

impl System {
    /// A message to the vault.
    pub fn tell_vault(&self, msg: &vault::ExecuteMsg, funds: Vec<Coin>) -> Result<Msg> {
        Msg::execute(&self.contracts.vault, msg, funds)
    }

    /// A message to the oracle.
    pub fn tell_oracle(&self, msg: &oracle::ExecuteMsg) -> Result<Msg> {
        Msg::execute(&self.contracts.oracle, msg, vec![])
    }

    /// A feeder's own reports: who signs the transaction is the feeder.
    pub fn report(&self, reports: Vec<Report>) -> Result<Msg> {
        self.tell_oracle(&oracle::ExecuteMsg::Report { reports })
    }

    /// Feeders' signed reports, brought by anyone.
    pub fn relay(&self, reports: Vec<SignedReport>) -> Result<Msg> {
        self.tell_oracle(&oracle::ExecuteMsg::Relay { reports })
    }

    /// Has foreign oracles read into feeds, by anyone.
    pub fn poke(&self, feeds: Vec<String>) -> Result<Msg> {
        self.tell_oracle(&oracle::ExecuteMsg::Poke { feeds })
    }

    /// A message to liquidation.
    pub fn tell_liquidation(&self, msg: &liquidation::ExecuteMsg) -> Result<Msg> {
        Msg::execute(&self.contracts.liquidation, msg, vec![])
    }

    /// Stablecoin sent to the vault with a message.
    pub fn pay_vault(&self, amount: Uint128, msg: &vault::ReceiveMsg) -> Result<Msg> {
        self.send_token(
            &self.contracts.stablecoin,
            &self.contracts.vault,
            amount,
            msg,
        )
    }

    /// Stablecoin sent to liquidation with a message.
    pub fn pay_liquidation(&self, amount: Uint128, msg: &liquidation::ReceiveMsg) -> Result<Msg> {
        self.send_token(
            &self.contracts.stablecoin,
            &self.contracts.liquidation,
            amount,
            msg,
        )
    }

    /// Tokens sent to a contract with a message for it.
    pub fn send_token(
        &self,
        token: &str,
        to: &str,
        amount: Uint128,
        msg: &impl Serialize,
    ) -> Result<Msg> {
        let msg = to_json_binary(msg).map_err(|error| Error::Unusable {
            what: "message".to_owned(),
            reason: error.to_string(),
        })?;
        let contract = to.to_owned();
        let send = stablecoin::ExecuteMsg::Send {
            contract,
            amount,
            msg,
        };
        Msg::execute(token, &send, vec![])
    }
}
