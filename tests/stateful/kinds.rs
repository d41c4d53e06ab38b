//! Which messages a sequence consists of, and how many of each succeed.

use std::{collections::BTreeMap, fmt};

use ballast_devchain::{Call, Devchain, Done, Operation, STABLECOIN};
use ballast_types::event::attribute;
use cosmwasm_std::{from_json, Binary};
use cw20::Cw20ExecuteMsg;
use serde_json::Value;

/// Messages of each contract, as its committed schema lists them.
const SCHEMAS: [(&str, &str); 4] = [
    ("vault", include_str!("../../schema/vault.json")),
    ("oracle", include_str!("../../schema/oracle.json")),
    ("liquidation", include_str!("../../schema/liquidation.json")),
    ("stablecoin", include_str!("../../schema/stablecoin.json")),
];

/// What can be inside a token that is sent, and what is done beside messages.
const OTHERS: [&str; 18] = [
    "vault.receive.open",
    "vault.receive.deposit",
    "vault.receive.repay",
    "vault.receive.adjust",
    "vault.receive.close",
    "vault.receive.settle",
    "vault.receive.redeem",
    "vault.receive.add_reserve",
    "vault.receive.fill",
    "liquidation.receive.deposit",
    "liquidation.receive.liquidate",
    "liquidation.receive.take",
    "liquidation.receive.sell_reserve",
    "liquidation.receive.yield",
    "bank.send",
    "donation",
    "wasm.migrate",
    "several calls",
];

/// What is tried and never succeeds: the wiring is for good, the minter is the vault, which never
/// hands that over, there is no other version to migrate to, and no foreign oracle.
const NEVER: [&str; 4] = [
    "vault.wire",
    "stablecoin.update_minter",
    "wasm.migrate",
    "oracle.poke",
];

/// Tries and successes of one kind.
#[derive(Default, Clone, Copy)]
struct Count {
    tried: u64,
    succeeded: u64,
}

/// Tries and successes by kind.
#[derive(Default)]
pub struct Tally(BTreeMap<String, Count>);

impl Tally {
    /// Counts an operation that was tried.
    pub fn add(&mut self, chain: &Devchain, operation: &Operation, done: Option<&Done>) {
        let mut kinds: Vec<String> = operation
            .calls
            .iter()
            .flat_map(|call| kinds_of(chain, call))
            .collect();
        if operation.calls.len() > 1 {
            kinds.push("several calls".to_owned());
        }
        for kind in kinds {
            self.count(&kind, done.is_some());
        }
        for event in done.iter().flat_map(|done| done.events()) {
            match event.ty.as_str() {
                "wasm-position_seized" => self.count("vault.seize", true),
                "wasm-yield_received" => self.count("liquidation.receive.yield", true),
                "wasm" if attribute(event, "action") == Some("mint") => {
                    self.count("stablecoin.mint", true);
                }
                _ => {}
            }
        }
    }

    fn count(&mut self, kind: &str, succeeded: bool) {
        let count = self.0.entry(kind.to_owned()).or_default();
        count.tried += 1;
        count.succeeded += u64::from(succeeded);
    }

    /// Kinds that should have succeeded at least once, or at least have been tried, and were not.
    pub fn missing(&self) -> Vec<String> {
        let is_missing = |kind: &String| {
            let count = self.0.get(kind).copied().unwrap_or_default();
            let is_never = NEVER.contains(&kind.as_str());
            count.tried == 0 || (count.succeeded == 0) != is_never
        };
        all_kinds().into_iter().filter(is_missing).collect()
    }

    /// How many succeeded in a hundred.
    pub fn percent(&self) -> u64 {
        let sum = |of: fn(&Count) -> u64| self.0.values().map(of).sum::<u64>();
        sum(|count| count.succeeded) * 100 / sum(|count| count.tried).max(1)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<36} {:>7} {:>9}", "message", "tried", "succeeded")?;
        for (kind, count) in &self.0 {
            writeln!(f, "{kind:<36} {:>7} {:>9}", count.tried, count.succeeded)?;
        }
        write!(f, "{} in 100 succeeded", self.percent())
    }
}

fn all_kinds() -> Vec<String> {
    let mut kinds: Vec<String> = OTHERS.map(str::to_owned).to_vec();
    for (contract, schema) in SCHEMAS {
        let schema: Value = serde_json::from_str(schema).unwrap();
        for message in schema["execute"]["oneOf"].as_array().unwrap() {
            let name = message["required"][0].as_str().unwrap();
            kinds.push(format!("{contract}.{name}"));
        }
    }
    kinds
}

/// The names of a call: the message's own, and that of the hook inside.
fn kinds_of(chain: &Devchain, call: &Call) -> Vec<String> {
    let Some(name) = call.msg.as_object().and_then(|fields| fields.keys().next()) else {
        return vec![];
    };
    let is_token = !["vault", "oracle", "liquidation", "bank", "wasm"].contains(&&*call.contract);
    let contract = if is_token && call.contract != STABLECOIN {
        "token"
    } else {
        &call.contract
    };
    let mut kinds = vec![format!("{contract}.{name}")];
    let msg = from_json::<Cw20ExecuteMsg>(call.msg.to_string())
        .ok()
        .filter(|_| is_token);
    match msg {
        Some(
            Cw20ExecuteMsg::Send { contract, msg, .. }
            | Cw20ExecuteMsg::SendFrom { contract, msg, .. },
        ) => {
            let target = chain.names().name_of(&contract);
            kinds.push(format!("{target}.receive"));
            kinds.extend(hook(&msg).map(|hook| format!("{target}.receive.{hook}")));
        }
        Some(Cw20ExecuteMsg::Transfer { recipient, .. })
            if chain.names().is_contract(&recipient) =>
        {
            kinds.push("donation".to_owned());
        }
        _ => {}
    }
    kinds
}

fn hook(msg: &Binary) -> Option<String> {
    let hook: Value = from_json(msg).ok()?;
    hook.as_object()?.keys().next().cloned()
}
