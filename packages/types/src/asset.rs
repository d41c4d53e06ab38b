//! What can be locked as collateral.

use std::{fmt, str::FromStr};

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{coins, to_json_binary, BankMsg, CosmosMsg, StdResult, Uint128, WasmMsg};
use cw20::Cw20ExecuteMsg;

/// An asset on the chain: a native denom (IBC denoms too) or a cw20 token.
#[cw_serde]
#[derive(Eq)]
#[serde(deny_unknown_fields)]
pub enum Asset {
    /// A coin of the bank module.
    Native {
        /// Its denom, as `uatom` or `ibc/27394F...`.
        denom: String,
    },
    /// A token held by a cw20 contract.
    Cw20 {
        /// The token contract's address.
        contract: String,
    },
}

impl Asset {
    /// A message of the calling contract that sends `amount` base units to `recipient`.
    pub fn transfer(&self, recipient: impl Into<String>, amount: Uint128) -> StdResult<CosmosMsg> {
        Ok(match self {
            Self::Native { denom } => BankMsg::Send {
                to_address: recipient.into(),
                amount: coins(amount.u128(), denom),
            }
            .into(),
            Self::Cw20 { contract } => WasmMsg::Execute {
                contract_addr: contract.clone(),
                msg: to_json_binary(&Cw20ExecuteMsg::Transfer {
                    recipient: recipient.into(),
                    amount,
                })?,
                funds: vec![],
            }
            .into(),
        })
    }
}

impl fmt::Display for Asset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Native { denom } => write!(f, "native:{denom}"),
            Self::Cw20 { contract } => write!(f, "cw20:{contract}"),
        }
    }
}

/// A text that names no asset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{given}' is no asset: expected native:DENOM or cw20:ADDRESS")]
pub struct AssetError {
    /// The text that was given.
    pub given: String,
}

impl FromStr for Asset {
    type Err = AssetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("native", denom)) => Ok(Self::Native {
                denom: denom.to_owned(),
            }),
            Some(("cw20", contract)) => Ok(Self::Cw20 {
                contract: contract.to_owned(),
            }),
            _ => Err(AssetError {
                given: text.to_owned(),
            }),
        }
    }
}
