//! What else is done with the vault: its ledger and its parameters.

use ballast_devchain::{LIQUIDATION, ORACLE, STABLECOIN};
use serde_json::json;

use super::{hook, row, Row, ANYONE, MALLORY, NOBODY, OWNER};
use crate::stage::{offered, paused, settled, short, Stage};

pub fn ledger(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let rooms = json!({ "pool": "1000000000", "caller": "0" });
    let riskiest = json!({ "riskiest": { "limit": 3 } });
    vec![
        row(
            "vault.accrue",
            ANYONE,
            json!({ "accrue": { "collateral_type": 1 } }),
        ),
        row(
            "vault.net",
            ANYONE,
            json!({ "net": { "collateral_type": 1, "other": null } }),
        )
        .after(short),
        row(
            "vault.collect",
            ANYONE,
            json!({ "collect": { "collateral_type": 2 } }),
        )
        .after(settled),
        row(
            "vault.seize",
            &[LIQUIDATION],
            json!({ "seize": { "collateral_type": 1, "selection": riskiest, "rooms": rooms } }),
        ),
        hook(
            suite,
            "vault.receive.settle",
            ANYONE,
            (STABLECOIN, 7),
            json!({ "settle": { "collateral_type": 1 } }),
        ),
        hook(
            suite,
            "vault.receive.redeem",
            ANYONE,
            (STABLECOIN, 7_000_000),
            json!({ "redeem": { "collateral_type": 1, "limit": 3, "minimum": "1" } }),
        ),
    ]
}

pub fn governance(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let address = |name| suite.address(name);
    let mut new = suite.listing(1);
    new.asset = ballast_types::Asset::Native {
        denom: "ustake".to_owned(),
    };
    let risk = new.risk.clone();
    vec![
        row(
            "vault.wire",
            NOBODY,
            json!({ "wire": {
            "stablecoin": address(STABLECOIN), "oracle": address(ORACLE), "liquidation": address(LIQUIDATION),
        } }),
        ),
        row(
            "vault.list_collateral_type",
            OWNER,
            json!({ "list_collateral_type": new }),
        ),
        row(
            "vault.set_risk_params",
            OWNER,
            json!({ "set_risk_params": { "collateral_type": 1, "risk": risk } }),
        ),
        row(
            "vault.ramp_ratios",
            OWNER,
            json!({ "ramp_ratios": {
            "collateral_type": 1, "liquidation_ratio": "1.5", "target_ratio": "1.6", "seconds": 86_400,
        } }),
        ),
        row(
            "vault.set_group",
            OWNER,
            json!({ "set_group": { "group": 5, "debt_ceiling": "7" } }),
        ),
        row(
            "vault.set_guardian",
            OWNER,
            json!({ "set_guardian": { "guardian": address("mallory") } }),
        ),
        row(
            "vault.pause_minting",
            &["guardian"],
            json!({ "pause_minting": { "seconds": 60 } }),
        ),
        row(
            "vault.resume_minting",
            &["guardian", "owner"],
            json!({ "resume_minting": {} }),
        )
        .after(paused),
        row(
            "vault.transfer_ownership",
            OWNER,
            json!({ "transfer_ownership": { "new_owner": address("bob"), "expires": null } }),
        ),
        row(
            "vault.accept_ownership",
            MALLORY,
            json!({ "accept_ownership": {} }),
        )
        .after(offered),
        row(
            "vault.cancel_ownership_transfer",
            OWNER,
            json!({ "cancel_ownership_transfer": {} }),
        )
        .after(offered),
    ]
}
