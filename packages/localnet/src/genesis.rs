//! The genesis file, edited: how proposals are voted on.

use std::{path::Path, time::Duration};

use serde_json::{json, Value};

use crate::{files, options::Account, Coin, Error, Result, FEE_DENOM};

/// Deposits that a proposal needs, in base units: small, so that any account can pay them.
const MIN_DEPOSIT: u32 = 1_000;
const EXPEDITED_MIN_DEPOSIT: u32 = 2_000;

/// Writes the voting periods and deposits into a genesis file.
pub fn write_governance(path: &Path, voting_period: Duration) -> Result<()> {
    let content = |reason: String| Error::Content {
        path: path.to_owned(),
        reason,
    };
    let text = files::read(path)?;
    let mut genesis: Value =
        serde_json::from_str(&text).map_err(|error| content(error.to_string()))?;
    set_governance(&mut genesis, voting_period).map_err(content)?;
    files::replace(path, &format!("{genesis:#}\n"))
}

fn set_governance(genesis: &mut Value, voting_period: Duration) -> Result<(), String> {
    let seconds = voting_period.as_secs();
    let settings = [
        ("voting_period", json!(format!("{seconds}s"))),
        // It has to be shorter.
        (
            "expedited_voting_period",
            json!(format!("{}s", seconds / 2)),
        ),
        ("min_deposit", deposit(MIN_DEPOSIT)),
        ("expedited_min_deposit", deposit(EXPEDITED_MIN_DEPOSIT)),
    ];
    let params = genesis.pointer_mut("/app_state/gov/params");
    let params = params.and_then(Value::as_object_mut);
    let params = params.ok_or("it has no app_state.gov.params")?;
    for (key, new) in settings {
        let old = params
            .get_mut(key)
            .ok_or_else(|| format!("it has no app_state.gov.params.{key}"))?;
        *old = new;
    }
    Ok(())
}

fn deposit(amount: u32) -> Value {
    json!([{ "denom": FEE_DENOM, "amount": amount.to_string() }])
}

/// The file that `wasmd genesis bulk-add-genesis-account` reads. Accounts without coins are left out:
/// they come to be with the first coins that they are sent.
pub fn accounts_file<'a>(accounts: impl Iterator<Item = (&'a str, &'a Account)>) -> String {
    let entries: Vec<Value> = accounts
        .filter(|(_, account)| !account.coins.is_empty())
        .map(|(address, account)| json!({ "address": address, "coins": coins(account) }))
        .collect();
    format!("{:#}\n", Value::from(entries))
}

/// Sorted by denom, as the chain wants them.
fn coins(account: &Account) -> Value {
    let mut coins: Vec<&Coin> = account.coins.iter().collect();
    coins.sort_by(|one, other| one.denom.cmp(&other.denom));
    coins
        .into_iter()
        .map(|Coin { denom, amount }| json!({ "denom": denom, "amount": amount.to_string() }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn genesis() -> Value {
        json!({
            "app_name": "wasmd",
            "app_state": { "gov": { "params": {
                "voting_period": "172800s",
                "expedited_voting_period": "86400s",
                "min_deposit": [],
                "expedited_min_deposit": [],
                "quorum": "0.334",
            } } },
        })
    }

    #[test]
    fn governance_is_quick_and_cheap() {
        let mut genesis = genesis();
        set_governance(&mut genesis, Duration::from_secs(10)).unwrap();
        assert_eq!(
            genesis["app_state"]["gov"]["params"],
            json!({
                "voting_period": "10s",
                "expedited_voting_period": "5s",
                "min_deposit": [{ "denom": "stake", "amount": "1000" }],
                "expedited_min_deposit": [{ "denom": "stake", "amount": "2000" }],
                "quorum": "0.334",
            })
        );
        assert_eq!(genesis["app_name"], "wasmd");
    }

    #[test]
    fn a_parameter_that_moved_is_an_error() {
        let mut genesis = genesis();
        let params = &mut genesis["app_state"]["gov"]["params"];
        params.as_object_mut().unwrap().remove("min_deposit");
        let refused = set_governance(&mut genesis, Duration::from_secs(10)).unwrap_err();
        assert_eq!(refused, "it has no app_state.gov.params.min_deposit");
        let refused = set_governance(&mut json!({}), Duration::from_secs(10)).unwrap_err();
        assert_eq!(refused, "it has no app_state.gov.params");
    }

    #[test]
    fn coins_are_sorted_and_may_be_large() {
        let rich = Account {
            name: "rich".to_owned(),
            coins: vec![Coin::new(1, "ustake"), Coin::new(u128::MAX, "aeth")],
        };
        let poor = Account {
            name: "poor".to_owned(),
            coins: vec![],
        };
        let file = accounts_file([("wasm1a", &rich), ("wasm1b", &poor)].into_iter());
        let read: Value = serde_json::from_str(&file).unwrap();
        assert_eq!(
            read,
            json!([{ "address": "wasm1a", "coins": [
                { "denom": "aeth", "amount": "340282366920938463463374607431768211455" },
                { "denom": "ustake", "amount": "1" },
            ] }])
        );
    }
}
