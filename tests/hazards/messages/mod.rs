//! Every message that there is, each valid for whoever may send it.

#![allow(clippy::too_many_lines)] // a table is as long as it is

mod liquidation;
mod oracle;
mod positions;
mod stablecoin;
mod vault;

use ballast_tests::Suite;
use cosmwasm_std::{to_json_binary, Coin};
use serde_json::{json, Value};

use crate::stage::{nothing, Attempt, Prepare, Stage};

/// A message, who may send it, and what must be so before.
pub struct Row {
    /// What the test calls it: contract and variant, `contract.receive.variant` for a hook.
    pub name: &'static str,
    /// The message.
    pub attempt: Attempt,
    /// Roles that may send it; one of them, the first, is who sends it in the other matrices.
    pub allowed: &'static [&'static str],
    /// What must be so before.
    pub prepare: Prepare,
    /// Whether it takes coins.
    pub takes_coins: bool,
    /// The token that carries the message as its hook.
    pub token: Option<&'static str>,
    /// The hook's payload.
    pub hook: Option<Value>,
    /// Tokens sent with the hook.
    pub amount: u128,
}

/// Everybody.
pub const ANYONE: &[&str] = &crate::stage::ROLES;
/// Everybody but liquidation, which can allow itself nothing.
const NOT_ITSELF: &[&str] = &[
    "owner", "guardian", "feeder-1", "alice", "dave", "erin", "mallory", "carol", "vault", "oracle",
];
/// A position's owner alone.
const HOLDER: &[&str] = &["alice"];
/// A position's owner and the operator.
const HANDS: &[&str] = &["alice", "dave"];
const OWNER: &[&str] = &["owner"];
const NOBODY: &[&str] = &[];
const MALLORY: &[&str] = &["mallory"];

fn row(name: &'static str, allowed: &'static [&'static str], msg: Value) -> Row {
    let contract = name.split('.').next().unwrap().to_owned();
    let attempt = Attempt {
        contract,
        msg,
        funds: vec![],
    };
    let (prepare, takes_coins, token, hook) = (nothing as Prepare, false, None, None);
    Row {
        name,
        attempt,
        allowed,
        prepare,
        takes_coins,
        token,
        hook,
        amount: 0,
    }
}

impl Row {
    fn with(mut self, funds: Vec<Coin>) -> Self {
        self.attempt.funds = funds;
        self.takes_coins = true;
        self
    }

    fn after(mut self, prepare: Prepare) -> Self {
        self.prepare = prepare;
        self
    }

    /// The same with another payload for its hook.
    pub fn with_hook(&self, suite: &Suite, payload: &[u8]) -> Attempt {
        let contract = self.name.split('.').next().unwrap();
        let msg = json!({ "send": {
            "contract": suite.address(contract),
            "amount": self.amount.to_string(),
            "msg": cosmwasm_std::Binary::from(payload.to_vec()),
        }});
        Attempt {
            contract: self.token.unwrap().to_owned(),
            msg,
            funds: vec![],
        }
    }
}

fn hook(
    suite: &Suite,
    name: &'static str,
    allowed: &'static [&'static str],
    (token, amount): (&'static str, u128),
    payload: Value,
) -> Row {
    let mut row = row(name, allowed, Value::Null);
    (row.token, row.amount) = (Some(token), amount);
    let bytes = to_json_binary(&payload).unwrap();
    row.attempt = row.with_hook(suite, bytes.as_slice());
    row.hook = Some(payload);
    row
}

/// All of them.
pub fn all(stage: &Stage) -> Vec<Row> {
    let mut rows = positions::positions(stage);
    rows.extend(vault::ledger(stage));
    rows.extend(vault::governance(stage));
    rows.extend(liquidation::liquidation(stage));
    rows.extend(oracle::oracle(stage));
    rows.extend(stablecoin::stablecoin(stage));
    rows
}
