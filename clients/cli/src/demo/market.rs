//! The days of the market: feeders report every five minutes along the hourly figures, and at the next beat while a
//! price waits; buyers sell and buy and the keeper liquidates after each round, and every hour is written down.
//! When the figures end, the last price stands until the auctions are over.

use ballast_devchain::{
    invariants,
    paths::{Hour, Point},
    Devchain,
};
use ballast_types::oracle::PriceResponse;
use indicatif::ProgressBar;

use super::{
    auctions,
    buyers::Buyers,
    feeders::{Feeders, BEAT},
    keeper::Keeper,
    opening::COLLATERAL,
    plan::{Plan, KEEPER},
    record::Record,
    redeemer,
    scenario::Scenario,
};
use crate::{
    error::{CliError, CliResult},
    text::quoted,
    time::moment,
};

/// Seconds of an hour.
const HOUR: u64 = 3_600;

/// Hours after which all invariants are checked, also before the end.
const CHECKED_EVERY: usize = 12;

/// What is played.
pub struct Market<'a> {
    /// By which rules, and with whom.
    pub scenario: &'static Scenario,
    /// Who has opened.
    pub plan: &'a Plan,
    /// Figures of the market.
    pub hours: &'a [Hour],
    /// Hours for which the last price stands, at most.
    pub after: &'a [Hour],
    /// What feeders stray and lie by.
    pub seed: u64,
}

impl Market<'_> {
    /// About how many rounds there will be.
    pub fn rounds(&self) -> u64 {
        Feeders::rounds(&self.all_hours())
    }

    /// Its feeders, who have not said anything yet.
    pub fn feeders(&self) -> Feeders {
        Feeders::new(self.scenario.feed(), &self.all_hours(), self.seed)
    }

    fn all_hours(&self) -> Vec<Hour> {
        [self.hours, self.after].concat()
    }

    /// Lets the hours pass.
    pub fn pass(
        &self,
        chain: &mut Devchain,
        mut feeders: Feeders,
        record: &mut Record,
        progress: &ProgressBar,
    ) -> CliResult<()> {
        let hours = self.all_hours();
        let (mut keeper, mut buyers) = (Keeper::default(), Buyers::new(self.scenario));
        while let Some(point) = feeders.step(chain)? {
            self.heard(chain, point, record, progress)?;
            buyers.sell(chain)?;
            keeper.act(chain, point.time, (&mut buyers, record))?;
            auctions::observe(chain, record)?;
            if is_end_of_hour(point, feeders.next_point(chain)?, &hours) {
                redeemer::redeem(
                    chain,
                    (self.scenario, self.plan),
                    &mut record.totals.redemptions,
                )?;
                settle(chain)?;
                record.end_hour(chain)?;
                if record.hours.len().is_multiple_of(CHECKED_EVERY) {
                    check(chain)?;
                }
                if record.waiting == 0 && record.hours.len() > self.hours.len() {
                    break;
                }
            }
        }
        close(chain, &mut keeper, record)
    }

    /// The oracle must have made something of a round: a price that is accepted, or one that waits. (Reports of the
    /// beat before still count together with the first of this one, so that the price may be as old.)
    fn heard(
        &self,
        chain: &Devchain,
        point: Point,
        record: &mut Record,
        progress: &ProgressBar,
    ) -> CliResult<()> {
        let price = chain.price(self.scenario.feed())?;
        let is_heard = |price: &PriceResponse| {
            point.time <= price.published_at + BEAT || price.pending.is_some()
        };
        let price = price
            .filter(is_heard)
            .ok_or_else(|| CliError::Invariant(format!("no round at {}", point.time)))?;
        record.round(point.time, &price);
        let (called, spot) = (self.scenario.collateral.called, quoted(price.spot));
        progress.set_message(format!("{} {called} at {spot}", moment(point.time)));
        progress.inc(1);
        Ok(())
    }
}

/// What is left to do when the last price has been acted on.
fn close(chain: &mut Devchain, keeper: &mut Keeper, record: &mut Record) -> CliResult<()> {
    net(chain)?;
    keeper.finish(chain, record)?;
    // The last operation stands in the last block, so that a replay ends at the same second.
    chain.vault().accrue(KEEPER, COLLATERAL)?;
    record.finish(chain)
}

/// Whether the next point is in another hour. The last one of all, the close, is in the last hour.
fn is_end_of_hour(point: Point, next: Option<Point>, hours: &[Hour]) -> bool {
    let close = hours.last().map_or(0, |hour| hour.time + HOUR);
    next.is_none_or(|next| next.time / HOUR != point.time / HOUR && next.time < close)
}

/// Has burned what the buyers paid.
fn settle(chain: &mut Devchain) -> CliResult<()> {
    if !chain.pool(COLLATERAL)?.set_aside.is_zero() {
        chain.liquidation().settle(KEEPER, COLLATERAL)?;
    }
    Ok(())
}

/// Has surplus set against the bad debt that no auction will pay.
fn net(chain: &mut Devchain) -> CliResult<()> {
    let books = chain.collateral_type(COLLATERAL)?.books;
    let auctioned = chain.auction_totals(COLLATERAL)?.tabs;
    if !books.surplus.is_zero() && books.bad_debt > auctioned {
        chain.vault().net(KEEPER, COLLATERAL, None)?;
    }
    Ok(())
}

/// Holds the whole state against the accounting invariants and says how many they are.
pub fn check(chain: &Devchain) -> CliResult<usize> {
    match invariants::check(chain).first() {
        None => Ok(invariants::OF_STATE.len()),
        Some(violation) => Err(CliError::Invariant(violation.to_string())),
    }
}
