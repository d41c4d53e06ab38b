//! Every handler with coins that it does not want.

use cosmwasm_std::{coin, Coin};

use crate::{
    messages::all,
    stage::{stage, ROLES},
};

/// Coins that no message takes.
fn wrong() -> Vec<(&'static str, Vec<Coin>)> {
    vec![
        ("wrong", vec![coin(5, "ustake")]),
        ("two", vec![coin(5, "aeth"), coin(5, "ustake")]),
        (
            "two the other way",
            vec![coin(5, "ustake"), coin(5, "aeth")],
        ),
        ("right and zero", vec![coin(5, "aeth"), coin(0, "ustake")]),
        ("twice", vec![coin(5, "aeth"), coin(5, "aeth")]),
        ("zero", vec![coin(0, "aeth")]),
    ]
}

#[test]
fn h08_every_handler_refuses_coins_it_does_not_want() {
    let mut stage = stage();
    let start = stage.suite.chain.snapshot();
    let mut passed = vec![];
    // A collateral token's contract is somebody else's.
    for row in all(&stage)
        .into_iter()
        .filter(|row| row.token != Some("wbtc"))
    {
        let mut tries = wrong();
        if !row.takes_coins {
            tries.push(("ether", vec![coin(5, "aeth")]));
        } else if row.name != "vault.adjust" {
            tries.push(("none", vec![]));
        }
        let sender = row.allowed.first().copied().unwrap_or(ROLES[0]);
        for (kind, funds) in tries {
            stage.suite.chain = ballast_devchain::Devchain::restore(start.clone()).unwrap();
            (row.prepare)(&mut stage.suite);
            let before = stage.suite.chain.state_hash();
            let mut attempt = row.attempt.clone();
            attempt.funds = funds;
            if attempt.send(&mut stage.suite.chain, sender).is_ok() {
                passed.push(format!("{} with {kind}", row.name));
            } else {
                assert_eq!(
                    before,
                    stage.suite.chain.state_hash(),
                    "{} with {kind}",
                    row.name
                );
            }
        }
    }
    assert_eq!(passed, Vec::<String>::new());
}

#[test]
fn h08_every_hook_refuses_zero_tokens() {
    let mut stage = stage();
    for row in all(&stage).into_iter().filter(|row| row.token.is_some()) {
        let mut attempt = row.attempt.clone();
        attempt.msg["send"]["amount"] = "0".into();
        let before = stage.suite.chain.state_hash();
        let outcome = attempt.send(&mut stage.suite.chain, row.allowed[0]);
        assert!(outcome.is_err(), "{}", row.name);
        assert_eq!(before, stage.suite.chain.state_hash());
    }
}
