//! What feeders do: a round of four reports, of which the third makes the price.

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
    Ok(())
}
