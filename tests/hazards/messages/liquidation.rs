//! What depositors and keepers do.

use ballast_devchain::{STABLECOIN, VAULT};
use cosmwasm_std::to_json_binary;
use serde_json::json;

use super::{hook, row, Row, ANYONE, MALLORY, NOBODY, OWNER};
use crate::stage::{offered, Stage};

pub fn liquidation(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let address = |name| suite.address(name);
    let riskiest = json!({ "riskiest": { "limit": 3 } });
    let liquidate = json!({ "liquidate": { "collateral_type": 1, "selection": riskiest } });
    vec![
        row("liquidation.liquidate", ANYONE, liquidate.clone()),
        row(
            "liquidation.withdraw",
            &["erin"],
            json!({ "withdraw": { "collateral_type": 1, "amount": "5" } }),
        ),
        row(
            "liquidation.claim",
            &["erin"],
            json!({ "claim": { "collateral_type": 1 } }),
        ),
        row(
            "liquidation.settle",
            ANYONE,
            json!({ "settle": { "collateral_type": 1 } }),
        ),
        row(
            "liquidation.transfer_ownership",
            OWNER,
            json!({ "transfer_ownership": { "new_owner": address("bob"), "expires": null } }),
        ),
        row(
            "liquidation.accept_ownership",
            MALLORY,
            json!({ "accept_ownership": {} }),
        )
        .after(offered),
        row(
            "liquidation.cancel_ownership_transfer",
            OWNER,
            json!({ "cancel_ownership_transfer": {} }),
        )
        .after(offered),
        hook(
            suite,
            "liquidation.receive.deposit",
            ANYONE,
            (STABLECOIN, 5),
            json!({ "deposit": { "collateral_type": 1 } }),
        ),
        hook(
            suite,
            "liquidation.receive.liquidate",
            ANYONE,
            (STABLECOIN, 5),
            liquidate,
        ),
        hook(
            suite,
            "liquidation.receive.yield",
            &[VAULT],
            (STABLECOIN, 5),
            json!({ "yield": { "collateral_type": 1, "otherwise": address("mallory") } }),
        ),
        row(
            "liquidation.receive",
            NOBODY,
            json!({ "receive": {
            "sender": address("alice"), "amount": "5",
            "msg": to_json_binary(&json!({ "deposit": { "collateral_type": 1 } })).unwrap(),
        } }),
        ),
    ]
}
