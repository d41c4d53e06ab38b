//! A collateral that is priced by a rate and its base.

use ballast_devchain::{feeders::Quote, Deployment, Devchain};
use ballast_types::oracle::FeedKind;
use cosmwasm_std::Decimal;

use super::*;
use crate::chain::Embedded;

/// The standard deployment, but `eth` is priced by a rate of 1.05 on ether at 2,000 USD.
fn derived() -> Devchain {
    let mut deployment = Deployment::standard();
    let mut feed = deployment.feeds[0].clone();
    feed.feed = "STETH".to_owned();
    feed.kind = FeedKind::RedemptionRate {
        base: "ETH".to_owned(),
        maximum_growth: Decimal::percent(30),
        intake: feed.kind.intake().unwrap().clone(),
    };
    deployment.feeds.push(feed);
    deployment.collateral_types[0].feed = "STETH".to_owned();
    let mut chain = Devchain::deploy(&deployment).unwrap();
    chain.advance(60);
    let quotes = [("ETH", 200_000), ("STETH", 105)];
    let quotes = quotes.map(|(feed, price)| Quote::new(feed, Decimal::percent(price)));
    chain.report_prices(&quotes).unwrap();
    chain
}

fn in_session<T>(chain: Devchain, look: impl FnOnce(&Session, &TypeInfo) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let mut chain = Embedded::create(chain, folder.path()).unwrap();
    let session = Session::new(&mut chain, None).unwrap();
    let info = session.types()[0].clone();
    look(&session, &info)
}

#[test]
fn a_rate_is_never_taken_for_dollars() {
    in_session(derived(), |session, info| {
        let price = session.price_of(info).unwrap().unwrap();
        assert_eq!(price.spot, Decimal::percent(210_000));
        assert_eq!(session.spot(info).unwrap(), Some(price.spot));
        assert!(ForMinting::of_type(session, info).unwrap().is_none());
    });
}

#[test]
fn a_derived_price_for_minting_names_the_feed_that_waits() {
    let mut chain = derived();
    chain.advance(60);
    for feeder in ["feeder-1", "feeder-2", "feeder-3"] {
        let report = ballast_types::oracle::Report::new("STETH", Decimal::percent(80), chain.now());
        chain.oracle().report_all(feeder, vec![report]).unwrap();
    }
    in_session(chain, |session, info| {
        let found = ForMinting::of_type(session, info).unwrap().unwrap();
        let expected = "1,600.00 USD (of STETH 0.800000 ETH waits for confirmation)";
        assert_eq!(found.line(), expected);
    });
}

#[test]
fn what_is_said_while_another_price_waits_is_told_apart() {
    let mut chain = derived();
    for (rate, expected) in [
        (
            80,
            "1,600.00 USD (of STETH 0.800000 ETH waits for confirmation)",
        ),
        (
            70,
            "1,400.00 USD (of STETH said by feeders while 0.800000 ETH waits for confirmation)",
        ),
    ] {
        chain.advance(15);
        for feeder in ["feeder-1", "feeder-2", "feeder-3"] {
            let rate = Decimal::percent(rate);
            let report = ballast_types::oracle::Report::new("STETH", rate, chain.now());
            chain.oracle().report_all(feeder, vec![report]).unwrap();
        }
        in_session(chain.fork().unwrap(), |session, info| {
            let found = ForMinting::of_type(session, info).unwrap().unwrap();
            assert_eq!(found.line(), expected);
        });
    }
}

#[test]
fn an_old_rate_is_no_price() {
    let mut chain = derived();
    chain.advance(86_400);
    in_session(chain, |session, info| {
        assert_eq!(session.price_of(info).unwrap(), None);
        assert!(ForMinting::of_type(session, info).unwrap().is_none());
    });
}
