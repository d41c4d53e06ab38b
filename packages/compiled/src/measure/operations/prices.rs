//! What feeders do: a round of four reports, of which the third makes the price, and rounds of signed reports
//! that a keeper brings.

use ballast_devchain::{Call, ORACLE};
use ballast_types::oracle::{ExecuteMsg, Report};
use cosmwasm_std::Decimal;

use crate::measure::{
    meter::Meter,
    stage::{FEED, PRICE},
    MeasureError,
};

pub fn all(meter: &mut Meter) -> Result<(), MeasureError> {
    meter.chain.advance(120);
    let published_at = meter.chain.now();
    let names = [
        "report_first",
        "report_second",
        "report_completing_a_round",
        "report_after_the_round",
    ];
    for (name, feeder) in names.into_iter().zip(1..) {
        let report = Report::new(FEED, Decimal::from_ratio(PRICE, 1u128), published_at);
        let msg = ExecuteMsg::Report {
            reports: vec![report],
        };
        let call = Call::new(ORACLE, &msg, &[])?;
        meter.take(name, &format!("feeder-{feeder}"), call)?;
    }
    relays(meter)
}

/// A round in one message, the same again, and a round with a report more.
fn relays(meter: &mut Meter) -> Result<(), MeasureError> {
    for (name, feeders) in [("relay_of_three", 3), ("relay_of_four", 4)] {
        meter.chain.advance(120);
        let call = signed(meter, feeders)?;
        meter.take(name, "keeper", call.clone())?;
        if feeders == 3 {
            meter.take("relay_of_what_is_there", "keeper", call)?;
        }
    }
    Ok(())
}

/// Reports of this second by so many feeders.
fn signed(meter: &mut Meter, feeders: u32) -> Result<Call, MeasureError> {
    let published_at = meter.chain.now();
    let report = Report::new(FEED, Decimal::from_ratio(PRICE, 1u128), published_at);
    let mut reports = vec![];
    for number in 1..=feeders {
        let oracle = meter.chain.oracle();
        reports.push(oracle.sign(&format!("feeder-{number}"), report.clone())?);
    }
    Ok(Call::new(ORACLE, &ExecuteMsg::Relay { reports }, &[])?)
}
