//! What several files need: `stake`, an asset that is no collateral in the standard deployment, listed on a
//! feed of the test's choice.

use ballast_devchain::{Call, LIQUIDATION, ORACLE};
use ballast_tests::{price, units, Suite, ETH};
use ballast_types::{
    liquidation,
    oracle::{ExecuteMsg, FeedKind, Intake, NewFeed, Panel, Report, SignedReport, Source},
    vault::{self, NewCollateralType, Selection},
    Asset, CollateralTypeId, PositionId,
};
use cosmwasm_std::Decimal;

/// The third type.
pub const STAKE: CollateralTypeId = 3;

/// Base units of stake: 6 decimals.
pub fn stake(text: &str) -> u128 {
    units(text, 6)
}

/// An intake by the standard's four feeders, of whom three make a round.
pub fn by_feeders() -> Intake {
    Intake {
        source: Source::Feeders(Panel::new(1, 3, 60)),
        maximum_age: 3_600,
        maximum_step: Decimal::percent(10),
        confirmation_gap: 30,
    }
}

/// Adds a feed, of the standard's feeders if any report it.
pub fn add_feed(suite: &mut Suite, feed: &str, kind: FeedKind) {
    let panel = kind.panel().is_some();
    let feeders = (1..=4).filter(|_| panel);
    let new = NewFeed {
        feed: feed.to_owned(),
        kind,
        feeders: feeders
            .map(|number| suite.address(&format!("feeder-{number}")))
            .collect(),
    };
    suite.ok(|chain| chain.oracle().add_feed("owner", new));
}

/// Lists stake on a feed.
pub fn list(suite: &mut Suite, feed: &str) {
    let new = NewCollateralType {
        asset: Asset::Native {
            denom: "ustake".to_owned(),
        },
        decimals: 6,
        feed: feed.to_owned(),
        ..suite.listing(ETH)
    };
    let msg = vault::ExecuteMsg::ListCollateralType(new);
    suite.ok(|chain| chain.vault().govern("owner", &msg));
}

/// Three feeders report a number to any feed of theirs, now, a beat later than whatever was before.
pub fn report(suite: &mut Suite, feed: &str, number: &str) {
    suite.chain.advance(60);
    let now = suite.chain.now();
    for feeder in ["feeder-1", "feeder-2", "feeder-3"] {
        suite.ok(|chain| chain.oracle().report(feeder, feed, price(number), now));
    }
}

/// Signed reports of feeders 1 to 3 of a price of ether.
pub fn signed(suite: &mut Suite, usd: &str, published_at: u64) -> Vec<SignedReport> {
    let feeders = ["feeder-1", "feeder-2", "feeder-3"];
    let sign = |feeder| {
        let report = Report::new("ETH", price(usd), published_at);
        suite.chain.oracle().sign(feeder, report).unwrap()
    };
    feeders.map(sign).to_vec()
}

/// The call that brings them.
pub fn relay(reports: Vec<SignedReport>) -> Call {
    Call::new(ORACLE, &ExecuteMsg::Relay { reports }, &[]).unwrap()
}

/// The call that liquidates a position.
pub fn liquidate(position: PositionId) -> Call {
    let msg = liquidation::ExecuteMsg::Liquidate {
        collateral_type: position.collateral_type(),
        selection: Selection::Positions {
            ids: vec![position],
        },
    };
    Call::new(LIQUIDATION, &msg, &[]).unwrap()
}
