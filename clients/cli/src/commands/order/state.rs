//! Whether an order can be filled, and what stands in the way.

use ballast_client::Error;
use ballast_types::vault::OrderResponse;

use crate::{
    chain::Reason,
    error::{CliError, CliResult},
    session::Session,
    text::percent,
};

/// What is to be said of an order now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The position owes nothing.
    NoDebt,
    /// The feed has no price that may be used.
    NoPrice,
    /// The position stands at its trigger or above.
    Waits,
    /// Anyone may fill it.
    Fillable,
    /// What is in reserve lifts the position to its trigger or above: there is nothing to sell.
    ReserveIsEnough,
    /// The collateral is worth no more than the debt and the discount on it.
    Scarce,
    /// Under the trigger, and a fill would be refused for another reason.
    Refused,
}

impl State {
    /// As the vault answers.
    pub fn of(session: &Session, order: &OrderResponse) -> CliResult<Self> {
        Ok(match order.is_triggered {
            _ if order.trigger_price.is_none() => Self::NoDebt,
            None => Self::NoPrice,
            Some(false) => Self::Waits,
            Some(true) if order.fill.is_some() => Self::Fillable,
            Some(true) => match session.chain.fill(order.position, u128::MAX) {
                // Between the two answers it has become so.
                Ok(_) => Self::Fillable,
                Err(error) => Self::refused(error)?,
            },
        })
    }

    /// What a refused question says; any other failure stays one.
    fn refused(error: CliError) -> CliResult<Self> {
        let is_refusal = match &error {
            CliError::Query(_) => true,
            CliError::Client(error) => matches!(**error, Error::Refused { .. }),
            _ => false,
        };
        if !is_refusal {
            return Err(error);
        }
        Ok(match Reason::of_text(&error.to_string()) {
            Reason::NotUnderTrigger { .. } | Reason::NoDebt { .. } => Self::ReserveIsEnough,
            Reason::CollateralScarce { .. } => Self::Scarce,
            _ => Self::Refused,
        })
    }

    /// In a word or two, for tables and programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoDebt => "no debt",
            Self::NoPrice => "no price",
            Self::Waits => "waits",
            Self::Fillable => "fillable",
            Self::ReserveIsEnough => "reserve is enough",
            Self::Scarce => "collateral scarce",
            Self::Refused => "not fillable",
        }
    }

    /// In a sentence.
    pub fn told(self, session: &Session, order: &OrderResponse) -> String {
        let name = session.position_name(order.position);
        let ratio = order.ratio.map_or_else(|| "-".to_owned(), percent);
        match self {
            Self::NoDebt => "there is no debt to repay".to_owned(),
            Self::NoPrice => "there is no valid price: it cannot be filled now".to_owned(),
            Self::Waits => format!("waits, at a ratio of {ratio}"),
            Self::Fillable => format!("at {ratio}: `ballast order fill {name}` fills it"),
            Self::ReserveIsEnough => {
                format!("at {ratio}, its reserve is enough: `ballast order use {name}`")
            }
            Self::Scarce => format!(
                "at {ratio} its collateral is worth too little to sell: a case for a liquidation"
            ),
            Self::Refused => format!("at {ratio}, and a fill would be refused now"),
        }
    }
}
