//! Who owns a contract, held against a model of two steps through thousands of random moves.

use ballast_devchain::{Devchain, LIQUIDATION, ORACLE, VAULT};
use ballast_tests::{Suite, SuiteBuilder};
use serde_json::{json, Value};

use crate::stage::Attempt;

const PEOPLE: [&str; 4] = ["owner", "alice", "bob", "carol"];

/// What must be true of a contract's ownership.
#[derive(Debug, PartialEq)]
struct Model {
    owner: &'static str,
    offer: Option<(&'static str, Option<u64>)>,
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn person(&mut self) -> &'static str {
        PEOPLE[usize::try_from(self.roll(4)).unwrap()]
    }
}

fn send(chain: &mut Devchain, contract: &str, sender: &str, msg: Value) -> bool {
    let attempt = Attempt {
        contract: contract.to_owned(),
        msg,
        funds: vec![],
    };
    attempt.send(chain, sender).is_ok()
}

/// One move: what it is, whether the model lets it pass; the model moves with it.
fn step(suite: &mut Suite, contract: &str, model: &mut Model, dice: &mut Dice) {
    let (now, sender, to) = (suite.chain.now(), dice.person(), dice.person());
    let (kind, msg, passes) = match dice.roll(8) {
        0..=2 => {
            let expires = (dice.roll(2) == 0).then(|| now + dice.roll(50));
            let msg = json!({ "transfer_ownership": {
                "new_owner": suite.address(to), "expires": expires,
            } });
            let passes = sender == model.owner && expires.is_none_or(|expires| expires > now);
            if passes {
                model.offer = Some((to, expires));
            }
            ("offer", msg, passes)
        }
        3..=5 => {
            let passes = model.offer.is_some_and(|(to, expires)| {
                sender == to && expires.is_none_or(|expires| now < expires)
            });
            if passes {
                *model = Model {
                    owner: sender,
                    offer: None,
                };
            }
            ("accept", json!({ "accept_ownership": {} }), passes)
        }
        6 => {
            let passes = sender == model.owner && model.offer.is_some();
            if passes {
                model.offer = None;
            }
            ("cancel", json!({ "cancel_ownership_transfer": {} }), passes)
        }
        _ => {
            suite.chain.advance(dice.roll(40));
            return;
        }
    };
    let passed = send(&mut suite.chain, contract, sender, msg);
    assert_eq!(
        passed, passes,
        "{contract}: {kind} by {sender} to {to} at {now}: {model:?}"
    );
}

fn shown(suite: &Suite, contract: &str) -> (String, Option<String>) {
    let config: Value = suite
        .chain
        .query(contract, &json!({ "config": {} }))
        .unwrap();
    let text = |field: &str| config[field].as_str().map(str::to_owned);
    (text("owner").unwrap(), text("pending_owner"))
}

#[test]
fn h05_ownership_moves_by_offer_and_acceptance_and_no_other_way() {
    for contract in [VAULT, ORACLE, LIQUIDATION] {
        let mut suite = SuiteBuilder::base().without_watch().build();
        let mut model = Model {
            owner: "owner",
            offer: None,
        };
        let mut dice = Dice(7);
        for _ in 0..1_500 {
            step(&mut suite, contract, &mut model, &mut dice);
            let offered = model.offer.map(|(to, _)| suite.address(to));
            assert_eq!(
                shown(&suite, contract),
                (suite.address(model.owner), offered)
            );
        }
    }
}
