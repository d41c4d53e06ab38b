//! Many feeds, each with a price, of which one is reported, relayed and used.

use ballast_devchain::{Call, Devchain, ORACLE};
use ballast_types::{
    oracle::{ExecuteMsg, FeedKind, NewFeed, Report},
    vault::ExecuteMsg as Msg,
};
use cosmwasm_std::{Decimal, Uint128};

use crate::{
    crowd::{set_price, ETH, HOARDER, USD},
    meter::{Measured, Meter},
};

/// How many feeds are listed: as many as a small system has, and ten times that.
pub const SIZES: &[usize] = &[3, 30];

const ONE_ETH: u128 = 1_000_000_000_000_000_000;

/// Lists feeds until there are so many, on both sides of ether's in the order of names, each with the same feeders
/// and a price.
pub fn grow(chain: &mut Devchain, size: usize) {
    let listed = chain.feeds().unwrap().len();
    let feeders = (1..=4).map(|number| chain.address(&format!("feeder-{number}")).unwrap());
    let feeders: Vec<_> = feeders.map(cosmwasm_std::Addr::into_string).collect();
    for number in listed..size {
        let side = if number % 2 == 0 { "A" } else { "Z" };
        let feed = format!("{side}{number}");
        let kind = chain.feed("ETH").unwrap().kind;
        assert!(matches!(kind, FeedKind::Price { .. }));
        let new = NewFeed {
            feed: feed.clone(),
            kind,
            feeders: feeders.clone(),
        };
        chain.oracle().add_feed("owner", new).unwrap();
        chain.advance(1);
        for feeder in 1..=4 {
            let report = Report::new(&feed, Decimal::one(), chain.now());
            let feeder = format!("feeder-{feeder}");
            chain.oracle().report_all(&feeder, vec![report]).unwrap();
        }
    }
    assert_eq!(chain.feeds().unwrap().len(), size);
}

/// A round of reports, a round of signed ones, and a mint that reads the price.
pub fn measure(chain: &Devchain) -> Measured {
    let mut meter = Meter::new(chain, HOARDER);
    set_price(&mut meter.chain, 200);
    let mint = Some(Uint128::new(1_000 * USD));
    let open = Msg::Open {
        collateral_type: ETH,
        mint,
    };
    let position = meter.deposited("open", &open, 20 * ONE_ETH).unwrap();

    meter.chain.advance(120);
    let names = ["report", "second report", "report accepted"];
    for (name, number) in names.into_iter().zip(1..) {
        let reports = vec![report(&meter.chain)];
        let call = Call::new(ORACLE, &ExecuteMsg::Report { reports }, &[]);
        meter.take_by(name, &format!("feeder-{number}"), call.unwrap());
    }
    meter.chain.advance(120);
    let said = report(&meter.chain);
    let oracle = meter.chain.oracle();
    let reports = (1..=3).map(|number| oracle.sign(&format!("feeder-{number}"), said.clone()));
    let reports = reports.collect::<Result<_, _>>().unwrap();
    let call = Call::new(ORACLE, &ExecuteMsg::Relay { reports }, &[]);
    meter.take("relay of three", call.unwrap());

    let amount = Uint128::new(100 * USD);
    meter.vault("mint", &Msg::Mint { position, amount });
    meter.measured
}

/// Ether at 200 dollars, now.
fn report(chain: &Devchain) -> Report {
    Report::new("ETH", Decimal::from_ratio(200u128, 1u128), chain.now())
}
