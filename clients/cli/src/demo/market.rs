//! The three days: feeders report every five minutes along the hourly figures, the keeper acts after
//! each accepted price, and every hour is written down.

use ballast_devchain::{
    feeders::{Jitter, PathFeeders},
    paths::{path, Hour, Point},
    Devchain,
};
use indicatif::ProgressBar;

use super::{
    keeper::Keeper,
    opening::{ETH, FEED},
    plan::KEEPER,
    record::Record,
};
use crate::{
    error::{CliError, CliResult},
    text::dollars,
    time::moment,
};

/// Seconds between rounds. The path's knots are 20 minutes apart, so every hour's high and low are
/// among the prices reported.
const BEAT: u64 = 300;

/// Feeders stray from the market by at most so many hundredths of a per cent.
const JITTER_BPS: u64 = 5;

/// Seconds of an hour.
const HOUR: u64 = 3_600;

/// How many rounds there will be.
pub fn rounds(hours: &[Hour]) -> u64 {
    u64::try_from(path(hours, BEAT).len()).unwrap_or(u64::MAX)
}

/// Lets the hours pass.
pub fn pass(
    chain: &mut Devchain,
    hours: &[Hour],
    seed: u64,
    (record, progress): (&mut Record, &ProgressBar),
) -> CliResult<()> {
    let mut feeders = PathFeeders::new(
        FEED,
        path(hours, BEAT),
        Jitter {
            bps: JITTER_BPS,
            seed,
        },
    );
    let mut keeper = Keeper::default();
    while let Some(point) = feeders.step(chain)? {
        let accepted = chain
            .price(FEED)?
            .filter(|price| price.published_at == point.time);
        let accepted =
            accepted.ok_or_else(|| CliError::Invariant(format!("no round at {}", point.time)))?;
        record.price(point.time, accepted.spot);
        keeper.act(chain, point.time, record)?;
        if is_end_of_hour(point, feeders.next_point(), hours) {
            settle(chain)?;
            record.end_hour(chain)?;
        }
        let price = dollars(accepted.spot);
        progress.set_message(format!("{} ether at {price}", moment(point.time)));
        progress.inc(1);
    }
    keeper.finish(chain.now(), record);
    // The last operation stands in the last block, so that a replay ends at the same second.
    chain.vault().accrue(KEEPER, ETH)?;
    record.finish(chain)
}

/// Whether the next point is in another hour. The last one of all, the close, is in the last hour.
fn is_end_of_hour(point: Point, next: Option<Point>, hours: &[Hour]) -> bool {
    let close = hours.last().map_or(0, |hour| hour.time + HOUR);
    next.is_none_or(|next| next.time / HOUR != point.time / HOUR && next.time < close)
}

/// Has burned what the buyers paid.
fn settle(chain: &mut Devchain) -> CliResult<()> {
    if !chain.pool(ETH)?.set_aside.is_zero() {
        chain.liquidation().settle(KEEPER, ETH)?;
    }
    Ok(())
}
