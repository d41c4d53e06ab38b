//! A standing order through the command line, against a node, and a redemption.

use ballast_chain_tests::{usd, Cli, Site};
use ballast_types::{vault::ReceiveMsg, PositionId};
use cosmwasm_std::Uint128;

use crate::books;

/// alice places an order from 175% to 190% by the command line; at 180 USD bob fills it by the command
/// line too, and then redeems 300.
pub async fn filled_and_redeemed(site: &Site, position: PositionId) {
    let cli = Cli::of(site);
    let id = placed(site, position);
    let refused = cli.refuses("bob", &["order", "fill", &id]);
    assert!(
        refused.contains("175%") && !refused.contains('\u{1b}'),
        "{refused}"
    );

    // 1,800 USD for 1,100: 163.6%, above the liquidation ratio of 140%.
    site.report("180").await;
    let before = site.system().position(position).await.unwrap();
    let listed = cli.says("bob", &["order", "list", "eth", "--fillable"]);
    assert!(listed.contains("eth-"), "{listed}");
    let bob = site.actor("bob");
    let held = bob.stablecoin().await;
    cli.says("bob", &["order", "fill", &id]);
    let after = site.system().position(position).await.unwrap();
    assert!(after.debt < before.debt && after.ratio > before.ratio);
    assert!(bob.stablecoin().await < held);
    books(site).await;

    let held = bob.coins("aeth").await;
    let redeem = ReceiveMsg::Redeem {
        collateral_type: position.collateral_type(),
        limit: 2,
        minimum: Uint128::one(),
    };
    bob.pay_vault(usd(300), &redeem).await.unwrap();
    assert!(bob.coins("aeth").await > held);
    books(site).await;
    cli.says("alice", &["order", "cancel", &id]);
}

/// alice's order from 175% down, placed by the command line; the position's number as text.
pub fn placed(site: &Site, position: PositionId) -> String {
    let id = position.raw().to_string();
    let placed = Cli::of(site).says("alice", &["order", "place", &id, "--trigger", "175%"]);
    assert!(placed.contains("175%"), "{placed}");
    id
}
