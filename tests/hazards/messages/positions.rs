//! What is done with positions.

use ballast_devchain::STABLECOIN;
use ballast_tests::{btc, eth, usd};
use cosmwasm_std::to_json_binary;
use serde_json::json;

use super::{hook, row, Row, ANYONE, HANDS, HOLDER, MALLORY, NOBODY};
use crate::stage::{aeth, Stage};

pub fn positions(
    Stage {
        suite,
        positions: on,
    }: &Stage,
) -> Vec<Row> {
    let address = |name| suite.address(name);
    let (ether, bitcoin, free, given) = (on.ether, on.bitcoin, on.free, on.offered);
    let ordered = on.ordered;
    let scope = json!({ "withdraw": true });
    let bits = ("wbtc", btc("0.5"));
    let dollars = (STABLECOIN, usd("100"));
    let closing = (STABLECOIN, usd("1000"));
    let one = eth("0.1").to_string();
    vec![
        row(
            "vault.open",
            ANYONE,
            json!({ "open": { "collateral_type": 1, "mint": usd("100").to_string() } }),
        )
        .with(aeth(eth("9"))),
        row(
            "vault.deposit",
            ANYONE,
            json!({ "deposit": { "position": ether } }),
        )
        .with(aeth(5)),
        row(
            "vault.withdraw",
            HANDS,
            json!({ "withdraw": { "position": ether, "amount": one } }),
        ),
        row(
            "vault.mint",
            HANDS,
            json!({ "mint": { "position": ether, "amount": "5" } }),
        ),
        row(
            "vault.adjust",
            HANDS,
            json!({ "adjust": { "position": ether, "withdraw": null, "mint": "5" } }),
        )
        .with(aeth(5)),
        row(
            "vault.close",
            HANDS,
            json!({ "close": { "position": free } }),
        ),
        row(
            "vault.transfer_position",
            HOLDER,
            json!({ "transfer_position": { "position": ether, "to": address("bob") } }),
        ),
        row(
            "vault.accept_position",
            MALLORY,
            json!({ "accept_position": { "position": given } }),
        ),
        row(
            "vault.cancel_transfer",
            HOLDER,
            json!({ "cancel_transfer": { "position": given } }),
        ),
        row(
            "vault.set_operator",
            HOLDER,
            json!({ "set_operator": { "position": ether, "operator": address("mallory"), "scope": scope } }),
        ),
        row(
            "vault.remove_operator",
            HANDS,
            json!({ "remove_operator": { "position": ether, "operator": address("dave") } }),
        ),
        hook(
            suite,
            "vault.receive.open",
            ANYONE,
            bits,
            json!({ "open": { "collateral_type": 2, "mint": "100000000" } }),
        ),
        hook(
            suite,
            "vault.receive.deposit",
            ANYONE,
            bits,
            json!({ "deposit": { "position": bitcoin } }),
        ),
        hook(
            suite,
            "vault.receive.repay",
            ANYONE,
            dollars,
            json!({ "repay": { "position": ether } }),
        ),
        hook(
            suite,
            "vault.receive.adjust",
            HANDS,
            dollars,
            json!({ "adjust": { "position": ether, "withdraw": one, "mint": null } }),
        ),
        hook(
            suite,
            "vault.receive.adjust",
            HANDS,
            bits,
            json!({ "adjust": { "position": bitcoin, "withdraw": null, "mint": "5" } }),
        ),
        hook(
            suite,
            "vault.receive.close",
            HANDS,
            closing,
            json!({ "close": { "position": ether } }),
        ),
        row(
            "vault.place_order",
            HANDS,
            json!({ "place_order": {
                "position": ether, "trigger": "1.7", "target": "1.8", "discount": "0.04",
            } }),
        ),
        row(
            "vault.cancel_order",
            HANDS,
            json!({ "cancel_order": { "position": ordered } }),
        ),
        row(
            "vault.add_reserve",
            ANYONE,
            json!({ "add_reserve": { "position": ordered } }),
        )
        .with(aeth(5)),
        row(
            "vault.use_reserve",
            ANYONE,
            json!({ "use_reserve": { "position": ordered } }),
        ),
        hook(
            suite,
            "vault.receive.add_reserve",
            ANYONE,
            dollars,
            json!({ "add_reserve": { "position": ordered } }),
        ),
        hook(
            suite,
            "vault.receive.fill",
            ANYONE,
            dollars,
            json!({ "fill": { "position": ordered, "minimum": "1" } }),
        ),
        row(
            "vault.receive",
            NOBODY,
            json!({ "receive": {
            "sender": address("alice"), "amount": "5",
            "msg": to_json_binary(&json!({ "deposit": { "position": bitcoin } })).unwrap(),
        } }),
        ),
    ]
}
