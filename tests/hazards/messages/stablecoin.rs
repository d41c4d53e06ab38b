//! What holders do, and the minter.

use ballast_devchain::{LIQUIDATION, ORACLE, VAULT};
use cosmwasm_std::to_json_binary;
use serde_json::json;

use super::{row, Row, ANYONE, NOBODY, OWNER};
use crate::stage::Stage;

/// mallory may not give herself an allowance.
const EVERYBODY_ELSE: &[&str] = &[
    "alice",
    "owner",
    "guardian",
    "feeder-1",
    "dave",
    "erin",
    "carol",
    VAULT,
    LIQUIDATION,
    ORACLE,
];

pub fn stablecoin(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let address = |name| suite.address(name);
    let (alice, mallory) = (address("alice"), address("mallory"));
    let ours = json!({ "deposit": { "collateral_type": 1 } });
    let payload = to_json_binary(&ours).unwrap();
    vec![
        row(
            "stablecoin.transfer",
            ANYONE,
            json!({ "transfer": { "recipient": mallory, "amount": "5" } }),
        ),
        row(
            "stablecoin.burn",
            ANYONE,
            json!({ "burn": { "amount": "5" } }),
        ),
        row(
            "stablecoin.send",
            ANYONE,
            json!({ "send": { "contract": address(LIQUIDATION), "amount": "5", "msg": payload } }),
        ),
        row(
            "stablecoin.mint",
            &[VAULT],
            json!({ "mint": { "recipient": mallory, "amount": "5" } }),
        ),
        row(
            "stablecoin.update_minter",
            &[VAULT],
            json!({ "update_minter": { "new_minter": address(VAULT) } }),
        ),
        row(
            "stablecoin.increase_allowance",
            EVERYBODY_ELSE,
            json!({ "increase_allowance": { "spender": mallory, "amount": "5", "expires": null } }),
        ),
        row(
            "stablecoin.decrease_allowance",
            NOBODY,
            json!({ "decrease_allowance": { "spender": address("bob"), "amount": "5", "expires": null } }),
        ),
        row(
            "stablecoin.transfer_from",
            NOBODY,
            json!({ "transfer_from": { "owner": alice, "recipient": mallory, "amount": "5" } }),
        ),
        row(
            "stablecoin.burn_from",
            NOBODY,
            json!({ "burn_from": { "owner": alice, "amount": "5" } }),
        ),
        row(
            "stablecoin.send_from",
            NOBODY,
            json!({ "send_from": { "owner": alice, "contract": address(VAULT), "amount": "5", "msg": payload } }),
        ),
        row(
            "stablecoin.update_marketing",
            OWNER,
            json!({ "update_marketing": { "project": "x", "description": null, "marketing": null } }),
        ),
        row(
            "stablecoin.upload_logo",
            OWNER,
            json!({ "upload_logo": { "url": "https://ballast.example/logo" } }),
        ),
    ]
}
