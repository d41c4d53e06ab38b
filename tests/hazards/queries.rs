//! Every question that there is.

use std::collections::BTreeSet;

use ballast_devchain::{LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use serde_json::{json, Value};

use crate::stage::{auctions::ETHER, stage, Stage};

/// A valid question of each kind to each contract of ours.
#[allow(clippy::too_many_lines)] // a table is as long as it is
pub fn questions(Stage { suite, positions }: &Stage) -> Vec<(&'static str, Value)> {
    let [alice, erin] = ["alice", "erin"].map(|name| suite.address(name));
    let (id, ordered) = (positions.ether, positions.ordered);
    let selection = json!({ "riskiest": { "limit": 3 } });
    let rooms = json!({ "pool": "1000000000", "caller": "0" });
    vec![
        (VAULT, json!({ "config": {} })),
        (
            VAULT,
            json!({ "collateral_type": { "collateral_type": 1 } }),
        ),
        (
            VAULT,
            json!({ "collateral_types": { "start_after": null, "limit": 5 } }),
        ),
        (
            VAULT,
            json!({ "groups": { "start_after": null, "limit": 5 } }),
        ),
        (VAULT, json!({ "position": { "position": id } })),
        (
            VAULT,
            json!({ "positions_by_owner": { "owner": alice, "start_after": id, "limit": 5 } }),
        ),
        (
            VAULT,
            json!({ "positions": { "collateral_type": 1, "start_after": id, "limit": 5 } }),
        ),
        (
            VAULT,
            json!({ "riskiest": { "collateral_type": 1, "limit": 5 } }),
        ),
        (
            VAULT,
            json!({ "plan": { "collateral_type": 1, "selection": selection, "rooms": rooms } }),
        ),
        (
            VAULT,
            json!({ "redemption": { "collateral_type": 1, "amount": "7000000", "limit": 3 } }),
        ),
        (
            VAULT,
            json!({ "mint_requirement": { "collateral_type": 1, "debt": "7000000" } }),
        ),
        (VAULT, json!({ "operators": { "position": id } })),
        (VAULT, json!({ "order": { "position": ordered } })),
        (
            VAULT,
            json!({ "fillable_orders": {
                "collateral_type": 1, "start_after": null, "limit": 5,
            } }),
        ),
        (
            VAULT,
            json!({ "fill": { "position": ordered, "amount": "7000000" } }),
        ),
        (LIQUIDATION, json!({ "config": {} })),
        (LIQUIDATION, json!({ "pool": { "collateral_type": 1 } })),
        (
            LIQUIDATION,
            json!({ "pools": { "start_after": 0, "limit": 5 } }),
        ),
        (
            LIQUIDATION,
            json!({ "deposit": { "collateral_type": 1, "depositor": erin } }),
        ),
        (
            LIQUIDATION,
            json!({ "deposits": { "collateral_type": 1, "start_after": erin, "limit": 5 } }),
        ),
        (
            LIQUIDATION,
            json!({ "rooms": { "collateral_type": 1, "caller": "5" } }),
        ),
        (
            LIQUIDATION,
            json!({ "plan": { "collateral_type": 1, "selection": selection, "caller": "5" } }),
        ),
        (LIQUIDATION, json!({ "auction": { "auction": ETHER } })),
        (
            LIQUIDATION,
            json!({ "auctions": {
                "collateral_type": 1, "order": "price", "start_after": null, "limit": 5,
            } }),
        ),
        (
            LIQUIDATION,
            json!({ "auction_price": { "auction": ETHER, "at": null } }),
        ),
        (
            LIQUIDATION,
            json!({ "take": { "auction": ETHER, "amount": null, "payment": "1000000000" } }),
        ),
        (
            LIQUIDATION,
            json!({ "auction_totals": { "collateral_type": 1 } }),
        ),
        (
            LIQUIDATION,
            json!({ "leftover": { "collateral_type": 1, "owner": erin } }),
        ),
        (LIQUIDATION, json!({ "bad_debt": { "collateral_type": 1 } })),
        (ORACLE, json!({ "config": {} })),
        (ORACLE, json!({ "feed": { "feed": "ETH" } })),
        (
            ORACLE,
            json!({ "feeds": { "start_after": "A", "limit": 5 } }),
        ),
        (
            ORACLE,
            json!({ "feeders": { "feed": "ETH", "start_after": alice, "limit": 5 } }),
        ),
        (ORACLE, json!({ "status": { "feed": "ETH" } })),
    ]
}

#[test]
fn i26_every_question_of_every_contract_has_an_answer() {
    let stage = stage();
    let all = questions(&stage);
    for (contract, question) in &all {
        let answer = stage.suite.chain.query::<Value>(contract, question);
        answer.unwrap_or_else(|failure| panic!("{failure}"));
    }
    for contract in [VAULT, LIQUIDATION, ORACLE] {
        let path = format!("{}/../schema/{contract}.json", env!("CARGO_MANIFEST_DIR"));
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let known = schema["responses"].as_object().unwrap().keys().cloned();
        let asked = all.iter().filter(|(asked, _)| *asked == contract);
        let asked = asked.flat_map(|(_, question)| question.as_object().unwrap().keys().cloned());
        assert_eq!(
            known.collect::<BTreeSet<_>>(),
            asked.collect(),
            "{contract}"
        );
    }
    let info = stage.suite.chain.stablecoin_info().unwrap();
    assert_eq!((info.decimals, STABLECOIN), (6, "stablecoin"));
}
