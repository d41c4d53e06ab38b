//! One feed while a message is worked on: loaded once, changed in memory, saved once.

use std::collections::BTreeMap;

use ballast_math::feed::{decide, next, Accepted, FeedTerms, Next, Report, Round};
use ballast_types::{
    oracle::{FeedRecord, Panel, PriceAccepted, PricePending},
    units::{decimal, price_decimal},
};
use cosmwasm_std::{BlockInfo, CanonicalAddr, Event, Order, Storage};

use crate::{
    error::ContractError,
    records,
    registry::load_feed,
    state::{self, Feed, Kind, FEEDERS},
};

/// A feed with what it accepted last and what its feeders said.
pub struct Intake {
    name: String,
    feed: Feed,
    terms: FeedTerms,
    accepted: Option<Accepted>,
}

/// A feed of feeders, with their latest reports.
pub struct Reports {
    intake: Intake,
    panel: Panel,
    feeders: BTreeMap<Vec<u8>, Said>,
}

/// What a feeder said last.
#[derive(Default)]
struct Said {
    report: Option<Report>,
    is_news: bool,
}

impl Intake {
    /// Refuses an unknown feed and one whose number is computed.
    pub fn load(storage: &dyn Storage, name: &str) -> Result<Self, ContractError> {
        let feed = load_feed(storage, name)?;
        let record = records::may_load(storage, name)?;
        let computed = || ContractError::ComputedFeed {
            feed: name.to_owned(),
        };
        let terms = feed.terms().ok_or_else(computed)?;
        Ok(Self {
            name: name.to_owned(),
            feed,
            terms,
            accepted: record.and_then(|record| record.accepted().copied()),
        })
    }

    /// Where its number comes from.
    pub fn source(&self) -> Option<&state::Source> {
        self.feed.kind.intake().map(|intake| &intake.source)
    }

    /// Stores what a block's rounds make of the feed, if anything.
    pub fn save(
        &self,
        storage: &mut dyn Storage,
        block: &BlockInfo,
        round: impl Fn(Option<u64>) -> Option<Round>,
    ) -> Result<Option<Event>, ContractError> {
        let at = (block.time.seconds(), block.height);
        let Some(next) = next(self.accepted.as_ref(), &self.terms, at, &round) else {
            return Ok(None);
        };
        records::save(storage, &self.name, &self.record(*next.accepted()))?;
        let reports = round(None).map_or(0, |round| round.reports);
        Ok(Some(match next {
            Next::Accepted(accepted) => self.accepted(&accepted, reports).into(),
            Next::Pending(accepted) => self.pending(&accepted).into(),
        }))
    }

    fn record(&self, accepted: Accepted) -> FeedRecord {
        match self.feed.kind.base() {
            None => FeedRecord::Price(accepted),
            Some(base) => FeedRecord::RedemptionRate {
                base: base.to_owned(),
                rate: accepted,
            },
        }
    }

    fn accepted(&self, accepted: &Accepted, reports: u32) -> PriceAccepted {
        PriceAccepted {
            feed: self.name.clone(),
            price: price_decimal(accepted.spot),
            published_at: accepted.published_at,
            valid_until: accepted.valid_until,
            low: price_decimal(accepted.low),
            high: price_decimal(accepted.high),
            pending: price_decimal(accepted.pending),
            volatility: decimal(ballast_math::yearly_of_variance(accepted.variance)),
            implied_volatility: decimal(ballast_math::yearly_of_variance(
                accepted.implied_variance,
            )),
            reports,
        }
    }

    fn pending(&self, accepted: &Accepted) -> PricePending {
        PricePending {
            feed: self.name.clone(),
            price: price_decimal(accepted.pending),
            accepted: price_decimal(accepted.spot),
            low: price_decimal(accepted.low),
            high: price_decimal(accepted.high),
            since: accepted.pending_since,
        }
    }
}

impl Reports {
    /// Refuses an unknown feed and one without feeders.
    pub fn load(storage: &dyn Storage, name: &str) -> Result<Self, ContractError> {
        let intake = Intake::load(storage, name)?;
        let without = || ContractError::FeedWithoutFeeders {
            feed: name.to_owned(),
        };
        let panel = intake.feed.panel().ok_or_else(without)?;
        let entries = FEEDERS
            .prefix(name)
            .range(storage, None, None, Order::Ascending);
        let feeders = entries.map(|entry| {
            let (feeder, report) = entry?;
            let is_news = false;
            Ok((feeder, Said { report, is_news }))
        });
        Ok(Self {
            intake,
            panel,
            feeders: feeders.collect::<Result<_, ContractError>>()?,
        })
    }

    /// Whether an account is one of the feeders.
    pub fn has(&self, feeder: &CanonicalAddr) -> bool {
        self.feeders.contains_key(feeder.as_slice())
    }

    /// Whether a feeder's report says something new at `now`: it is not too old to count and newer than the
    /// feeder's last.
    pub fn is_news(&self, feeder: &CanonicalAddr, report: Report, now: u64) -> bool {
        self.feeders
            .get(feeder.as_slice())
            .is_some_and(|said| report.is_news(said.report.as_ref(), now))
    }

    /// Takes a feeder's report in place of its last.
    pub fn take(&mut self, feeder: &CanonicalAddr, report: Report) {
        if let Some(said) = self.feeders.get_mut(feeder.as_slice()) {
            *said = Said {
                report: Some(report),
                is_news: true,
            };
        }
    }

    /// What was taken, by feeder.
    pub fn taken(&self) -> impl Iterator<Item = (CanonicalAddr, Report)> + '_ {
        let news = self.feeders.iter().filter(|(_, said)| said.is_news);
        news.filter_map(|(feeder, said)| {
            Some((CanonicalAddr::from(feeder.as_slice()), said.report?))
        })
    }

    /// Stores what was taken and what its round makes of the feed; nothing where nothing was taken.
    pub fn save(
        &self,
        storage: &mut dyn Storage,
        block: &BlockInfo,
    ) -> Result<Option<Event>, ContractError> {
        let mut is_changed = false;
        for (feeder, report) in self.taken() {
            FEEDERS.save(
                storage,
                (&self.intake.name, feeder.as_slice()),
                &Some(report),
            )?;
            is_changed = true;
        }
        if !is_changed {
            return Ok(None);
        }
        let said = self.feeders.values();
        let reports: Vec<Report> = said.filter_map(|said| said.report).collect();
        self.intake.save(storage, block, |after| {
            decide(&reports, block.time.seconds(), self.panel.quorum, after)
        })
    }
}

impl Feed {
    /// What its next number is held against; none where it is computed.
    pub fn terms(&self) -> Option<FeedTerms> {
        let intake = self.kind.intake()?;
        let maximum_growth = match &self.kind {
            Kind::RedemptionRate { maximum_growth, .. } => Some(*maximum_growth),
            Kind::Price(_) | Kind::FixedMaturity { .. } => None,
        };
        Some(FeedTerms {
            maximum_age: intake.maximum_age,
            maximum_step: intake.maximum_step,
            confirmation_gap: intake.confirmation_gap,
            maximum_growth,
            changed_at: self.changed_at,
        })
    }
}
