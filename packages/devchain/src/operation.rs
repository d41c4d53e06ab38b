//! What is done to the chain, and what comes of it. The JSON of these types is the replay format.

use ballast_types::{
    event::{attribute, BallastEvent, EventError},
    vault::PositionSnapshot,
    PositionId,
};
use cosmwasm_std::{Coin, Event};
use cw_multi_test::AppResponse;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{error::Failure, names::Names};

/// One transaction: calls by one sender that succeed or fail together.
///
/// Operations at the same time are in the same block; a later time begins the next block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The block's time, unix seconds. Never less than that of the operation before.
    pub time: u64,
    /// Name of the account that signs.
    pub sender: String,
    /// What it calls, in order.
    pub calls: Vec<Call>,
}

/// One message to one contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Name of the contract: `vault`, `oracle`, `liquidation`, `stablecoin` or a cw20 token's asset
    /// name. `bank` and `wasm` are the chain's own: [`cosmwasm_std::BankMsg`] and
    /// [`cosmwasm_std::WasmMsg`].
    pub contract: String,
    /// The contract's execute message as it is. A text `@name` in it stands for the address of the
    /// account or contract of that name.
    pub msg: Value,
    /// Native coins attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funds: Vec<Coin>,
}

impl Call {
    /// A call with a typed message.
    pub fn new(contract: &str, msg: &impl Serialize, funds: &[Coin]) -> Result<Self, Failure> {
        let msg = serde_json::to_value(msg).map_err(|error| Failure::NoJson {
            reason: error.to_string(),
        })?;
        Ok(Self {
            contract: contract.to_owned(),
            msg,
            funds: funds.to_vec(),
        })
    }
}

/// What came of an operation.
pub type Outcome = Result<Done, Failure>;

/// A successful operation.
#[derive(Debug, Clone)]
pub struct Done {
    /// The block's time.
    pub time: u64,
    /// The block's height.
    pub height: u64,
    /// What each call answered.
    pub responses: Vec<AppResponse>,
}

impl Done {
    /// All events in order.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.responses.iter().flat_map(|response| &response.events)
    }

    /// All events of one type that `contract` (an address) emitted.
    pub fn all<E: BallastEvent>(&self, contract: &str) -> Result<Vec<E>, EventError> {
        self.events()
            .filter_map(|event| E::parse(event, contract).transpose())
            .collect()
    }

    /// The position that the operation changed last, whoever emitted it: for an `open`, its id.
    pub fn position(&self) -> Option<PositionId> {
        let snapshots = self
            .events()
            .filter(|event| event.ty.strip_prefix("wasm-") == Some(PositionSnapshot::NAME));
        attribute(snapshots.last()?, "position")?.parse().ok()
    }
}

/// An outcome as a line of JSON: either events or an error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeLine {
    /// The block's time.
    pub time: u64,
    /// The block's height.
    pub height: u64,
    /// What happened, with names for addresses; absent after an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<Event>>,
    /// Why nothing happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl OutcomeLine {
    /// The line of an outcome at the chain's time and height after it.
    pub fn of(outcome: &Outcome, time: u64, height: u64, names: &Names) -> Self {
        let (events, error) = match outcome {
            Ok(done) => (
                Some(done.events().map(|event| names.readable(event)).collect()),
                None,
            ),
            Err(failure) => (None, Some(failure.to_string())),
        };
        Self {
            time,
            height,
            events,
            error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::coins;
    use serde_json::json;

    #[test]
    fn an_operation_survives_json() {
        let operation = Operation {
            time: 7,
            sender: "alice".to_owned(),
            calls: vec![
                Call::new("vault", &json!({ "accrue": { "collateral_type": 1 } }), &[]).unwrap(),
                Call::new("bank", &json!({}), &coins(u128::MAX, "aeth")).unwrap(),
            ],
        };
        let text = serde_json::to_string(&operation).unwrap();
        assert_eq!(serde_json::from_str::<Operation>(&text).unwrap(), operation);
    }

    #[test]
    fn misspelt_fields_are_refused() {
        let text = r#"{"time":1,"sender":"a","calls":[],"fund":[]}"#;
        assert!(serde_json::from_str::<Operation>(text).is_err());
        let text = r#"{"contract":"vault","msg":{},"found":[]}"#;
        assert!(serde_json::from_str::<Call>(text).is_err());
    }
}
