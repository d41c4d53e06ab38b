//! What depositors and keepers do.

use ballast_devchain::{STABLECOIN, VAULT};
use ballast_tests::{eth, usd};
use cosmwasm_std::to_json_binary;
use serde_json::json;

use super::{hook, row, Row, ANYONE, MALLORY, NOBODY, NOT_ITSELF, OWNER};
use crate::stage::{
    aeth,
    auctions::{auctioned, left_over, over, uncovered, written_off, BITCOINS},
    offered, Stage,
};

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
        row(
            "liquidation.take",
            NOT_ITSELF,
            json!({ "take": {
                "auction": BITCOINS, "amount": null, "worst_price": "10000", "callback": null,
            } }),
        )
        .after(auctioned),
        row(
            "liquidation.restart",
            ANYONE,
            json!({ "restart": { "auction": BITCOINS } }),
        )
        .after(over),
        row(
            "liquidation.claim_leftover",
            &["carol"],
            json!({ "claim_leftover": { "collateral_type": 2 } }),
        )
        .after(left_over),
        row(
            "liquidation.set_auction_params",
            OWNER,
            json!({ "set_auction_params": { "collateral_type": 2, "params": {
                "start": "1.1", "floor": "0.5", "penalty": "0.01", "dust": "1",
                "restart_reward_share": "0", "restart_reward_cap": "0",
                "cap_share": "0.5", "cap_minimum": "0",
            } } }),
        ),
        row(
            "liquidation.sell_reserve",
            OWNER,
            json!({ "sell_reserve": { "collateral_type": 1 } }),
        )
        .with(aeth(eth("1")))
        .after(uncovered),
        row(
            "liquidation.sell_surplus",
            OWNER,
            json!({ "sell_surplus": { "collateral_type": 2, "amount": null } }),
        )
        .after(written_off),
        hook(
            suite,
            "liquidation.receive.take",
            ANYONE,
            (STABLECOIN, usd("1500")),
            json!({ "take": {
                "auction": BITCOINS, "amount": null, "worst_price": "10000",
            } }),
        )
        .after(auctioned),
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
