//! One feed's reports while a message is worked on: loaded once, changed in memory, saved once.

use ballast_types::oracle::PriceRecord;
use cosmwasm_std::{BlockInfo, Order, Storage};

use crate::{
    error::ContractError,
    prices,
    registry::{load_feed, Feeder},
    round::{decide, Report, Round},
    state::{Feed, FEEDERS},
};

/// A feed as one of its feeders finds it.
pub struct Intake {
    feed: Feed,
    accepted: Option<PriceRecord>,
    own: Option<Report>,
    others: Vec<Report>,
    is_changed: bool,
}

impl Intake {
    /// Refuses an unknown feed and an account that is no feeder of it.
    pub fn load(storage: &dyn Storage, name: &str, by: &Feeder) -> Result<Self, ContractError> {
        let feed = load_feed(storage, name)?;
        let mut own = None;
        let mut others = vec![];
        for entry in FEEDERS
            .prefix(name)
            .range(storage, None, None, Order::Ascending)
        {
            let (feeder, report) = entry?;
            if feeder == by.canonical.as_slice() {
                own = Some(report);
            } else {
                others.extend(report);
            }
        }
        let own = own.ok_or_else(|| ContractError::NotFeeder {
            feed: name.to_owned(),
            feeder: by.address.to_string(),
        })?;
        let accepted = prices::may_load(storage, name)?;
        Ok(Self {
            feed,
            accepted,
            own,
            others,
            is_changed: false,
        })
    }

    /// Takes the feeder's report, unless it says nothing new: too old to count at `now`, or not
    /// newer than the feeder's last.
    pub fn take(&mut self, report: Report, now: u64) {
        let is_newer = self
            .own
            .is_none_or(|own| own.published_at < report.published_at);
        if is_newer && report.is_counted(now) {
            self.own = Some(report);
            self.is_changed = true;
        }
    }

    /// The feeder's report, if one was taken.
    pub fn taken(&self) -> Option<Report> {
        self.own.filter(|_| self.is_changed)
    }

    /// The price that the reports make acceptable in `block`: newer than the last one, the first in
    /// its block, and only by a report that was taken.
    pub fn accept(&self, block: &BlockInfo) -> Option<(Round, PriceRecord)> {
        let reports: Vec<Report> = self.others.iter().copied().chain([self.taken()?]).collect();
        let round = decide(&reports, block.time.seconds(), self.feed.quorum)?;
        let is_first_in_block = self.accepted.is_none_or(|last| last.height != block.height);
        let newest = self
            .accepted
            .map_or(self.feed.added_at, |last| last.published_at);
        if !is_first_in_block || round.published_at <= newest {
            return None;
        }
        // The age is at most a day, so that no block time comes near the end of 64 bits.
        let valid_until = round.published_at.saturating_add(self.feed.maximum_age);
        let record =
            PriceRecord::of_spot(round.price, round.published_at, valid_until, block.height);
        Some((round, record))
    }
}
