//! What governance is asked to send, and what comes of it.

use ballast_types::{oracle, vault::ExecuteMsg, CollateralTypeId};
use cosmwasm_std::Decimal;
use serde_json::json;

use crate::{
    error::CliError,
    gov::{
        effect::RampEffect,
        ramp::NewRatios,
        rows::{Row, Values},
    },
};

/// What governance is asked to send.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// To the vault.
    Vault(Box<ExecuteMsg>),
    /// To the oracle.
    Oracle(Box<oracle::ExecuteMsg>),
    /// Keep codes in memory.
    Pin(Vec<u64>),
    /// Keep codes in memory no longer.
    Unpin(Vec<u64>),
    /// Something that is not of Ballast, or not of this version: who it is for, and what it says.
    Other(String, String),
    /// To one of our contracts, which cannot read it.
    Unread {
        /// Which.
        of: String,
        /// What it says.
        text: String,
        /// Why it cannot be read.
        reason: String,
    },
}

/// How much a message sets at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sets {
    /// All parameters of a type but its ratios.
    AllParameters,
    /// Liquidation and target ratio of a type.
    BothRatios,
    /// No more than it names.
    WhatItNames,
}

/// A message against the chain as it is now.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The message.
    pub message: Message,
    /// What it changes.
    pub rows: Vec<Row>,
    /// What it sets that is so already.
    pub same: Vec<Row>,
    /// Whom a ramp reaches.
    pub reached: Option<ReachedByRamp>,
    /// Why it would be refused if it were sent now.
    pub refused: Option<String>,
    /// Why it cannot be said, or not completely, what it changes.
    pub unknown: Option<String>,
}

/// The effect of a ramp, or why it cannot be said.
#[derive(Debug, Clone)]
pub struct ReachedByRamp {
    /// The type's number.
    pub collateral_type: CollateralTypeId,
    /// The type's asset.
    pub asset: String,
    /// How long the ramp takes.
    pub seconds: u64,
    /// The price it is judged at; none if the feed has none.
    pub price: Option<Decimal>,
    /// Whether that price may be used now.
    pub is_valid: bool,
    /// The effect at that price.
    pub effect: RampEffect,
}

impl Message {
    /// Who it is for, and all that it says.
    pub fn as_it_is(&self) -> (&str, String) {
        match self {
            Self::Vault(msg) => ("vault", json!(msg).to_string()),
            Self::Oracle(msg) => ("oracle", json!(msg).to_string()),
            Self::Pin(ids) => ("codes", json!({ "pin": ids }).to_string()),
            Self::Unpin(ids) => ("codes", json!({ "unpin": ids }).to_string()),
            Self::Other(of, text) | Self::Unread { of, text, .. } => (of.as_str(), text.clone()),
        }
    }

    /// What it sets when it is carried out, where it sets more than what it changes.
    pub fn sets(&self) -> Sets {
        match self {
            Self::Vault(msg) => match msg.as_ref() {
                ExecuteMsg::SetRiskParams { .. } => Sets::AllParameters,
                ExecuteMsg::RampRatios { .. } => Sets::BothRatios,
                _ => Sets::WhatItNames,
            },
            _ => Sets::WhatItNames,
        }
    }

    /// The type and the end of a ramp.
    pub(super) fn ramp(&self) -> Option<(CollateralTypeId, NewRatios)> {
        let Self::Vault(msg) = self else {
            return None;
        };
        match msg.as_ref() {
            ExecuteMsg::RampRatios {
                collateral_type,
                liquidation_ratio,
                target_ratio,
                seconds,
            } => {
                let to = NewRatios {
                    liquidation: *liquidation_ratio,
                    target: *target_ratio,
                    seconds: *seconds,
                };
                Some((*collateral_type, to))
            }
            _ => None,
        }
    }
}

impl Planned {
    /// The change in a line: `eth: fee a year 2% to 3%`.
    pub fn told(&self) -> String {
        let parts = self.rows.iter();
        let parts: Vec<_> = parts
            .map(|row| match row.old.as_str() {
                "-" => format!("{} {}", row.what, row.new),
                old => format!("{} {old} to {}", row.what, row.new),
            })
            .collect();
        let of = self.rows.first().map_or("", |row| row.of.as_str());
        format!("{of}: {}", parts.join(", "))
    }

    /// Whether nothing changes if it is carried out now.
    pub fn changes_nothing(&self) -> bool {
        self.rows.is_empty() && !self.same.is_empty()
    }

    /// Whether its rows do not say all of it, so that it has to be shown as it is.
    pub fn is_shown_whole(&self) -> bool {
        self.rows.is_empty() || self.rows.iter().any(Row::is_cut)
    }

    pub(super) fn new(message: Message, values: Values) -> Self {
        let Values { changed, same } = values;
        Self {
            message,
            rows: changed,
            same,
            reached: None,
            refused: None,
            unknown: None,
        }
    }

    /// A message as it is, and why there is nothing more to be said of it.
    pub(super) fn unknown(message: Message, error: &CliError) -> Self {
        Self {
            unknown: Some(error.to_string()),
            ..Self::new(message, Values::default())
        }
    }
}
