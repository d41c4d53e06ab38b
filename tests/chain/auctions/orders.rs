//! A standing order through the command line, against a node, and a redemption.

use std::process::{Command, Output};

use ballast_chain_tests::{ballast, usd, Site};
use ballast_types::{vault::ReceiveMsg, PositionId};
use cosmwasm_std::Uint128;

use crate::books;

/// alice places an order from 175% to 190% by the command line; at 180 USD bob fills it by the command
/// line too, and then redeems 300.
pub async fn filled_and_redeemed(site: &Site, position: PositionId) {
    let id = placed(site, position);
    let refused = refused(site, "bob", &["order", "fill", &id]);
    assert!(
        refused.contains("175%") && !refused.contains('\u{1b}'),
        "{refused}"
    );

    // 1,800 USD for 1,100: 163.6%, above the liquidation ratio of 140%.
    site.report("180").await;
    let before = site.system().position(position).await.unwrap();
    let listed = told(site, "bob", &["order", "list", "eth", "--fillable"]);
    assert!(listed.contains("eth-"), "{listed}");
    let bob = site.actor("bob");
    let held = bob.stablecoin().await;
    told(site, "bob", &["order", "fill", &id]);
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
    told(site, "alice", &["order", "cancel", &id]);
}

/// alice's order from 175% down, placed by the command line; the position's number as text.
pub fn placed(site: &Site, position: PositionId) -> String {
    let id = position.raw().to_string();
    let placed = told(site, "alice", &["order", "place", &id, "--trigger", "175%"]);
    assert!(placed.contains("175%"), "{placed}");
    id
}

fn run(site: &Site, who: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(ballast());
    command
        .arg("--chain")
        .arg(site.manifest_file())
        .args(["--as", who])
        .args(arguments);
    command.output().unwrap()
}

fn told(site: &Site, who: &str, arguments: &[&str]) -> String {
    let output = run(site, who, arguments);
    let text = String::from_utf8(output.stdout).unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    text
}

fn refused(site: &Site, who: &str, arguments: &[&str]) -> String {
    let output = run(site, who, arguments);
    assert!(!output.status.success(), "{arguments:?} was accepted");
    String::from_utf8(output.stderr).unwrap()
}
