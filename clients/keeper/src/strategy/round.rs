//! What feeders' signed reports would make of a feed if they were relayed now, by the oracle's own rules.

use ballast_math::{
    feed::{self, decide, Accepted, FeedTerms, Next},
    variance_of_yearly,
};
use ballast_types::{
    oracle::{FeedKind, FeedResponse, FeederResponse, LastReport, Report, SignedReport},
    units::{price, ratio},
};
use cosmwasm_std::Decimal;

/// How much later than the latest block a relayed report may come into one, in seconds: what would be too old to
/// count by then is not relied on.
pub const LEEWAY: u64 = 6;

/// A feed with what its feeders have signed.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundState {
    /// The feed with its accepted number.
    pub feed: FeedResponse,
    /// Its feeders with their last reports; empty where nothing was collected.
    pub feeders: Vec<FeederResponse>,
    /// Verified reports of theirs, at most one of each.
    pub collected: Vec<Collected>,
}

/// A verified report.
#[derive(Clone, Debug, PartialEq)]
pub struct Collected {
    /// Whose it is.
    pub feeder: String,
    /// The report with its signature.
    pub signed: SignedReport,
}

/// What relaying would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Ahead {
    /// The reports that the chain does not have.
    pub reports: Vec<SignedReport>,
    /// What they make of the feed, together with those that it has.
    pub next: Next,
}

impl RoundState {
    /// What relaying everything that is news would do at `now`, the latest block's time; none where it would
    /// change neither the accepted number nor what waits.
    pub fn ahead(&self, now: u64) -> Option<Ahead> {
        let panel = self.feed.kind.panel()?;
        let news: Vec<_> = self
            .collected
            .iter()
            .filter(|it| self.is_news(it, now))
            .collect();
        let latest = self.feeders.iter().filter_map(|feeder| {
            let brought = news.iter().find(|it| it.feeder == feeder.feeder);
            let brought = brought.map(|it| stated(&it.signed.report));
            brought.or_else(|| feeder.last_report.as_ref().map(last))
        });
        let latest: Vec<_> = latest.collect();
        let then = now.saturating_add(LEEWAY);
        let accepted = accepted(&self.feed);
        // The block that it comes into is none in which a number was accepted yet.
        let height = accepted.map_or(0, |it| it.height).saturating_add(1);
        let round = |after| decide(&latest, then, panel.quorum, after);
        let next = feed::next(accepted.as_ref(), &self.terms()?, (then, height), round)?;
        let reports: Vec<_> = news.into_iter().map(|it| it.signed.clone()).collect();
        (!reports.is_empty()).then_some(Ahead { reports, next })
    }

    /// Whether the oracle would take a report now and still in a moment.
    fn is_news(&self, collected: &Collected, now: u64) -> bool {
        let mut feeders = self.feeders.iter();
        let Some(feeder) = feeders.find(|it| it.feeder == collected.feeder) else {
            return false;
        };
        let (report, before) = (
            stated(&collected.signed.report),
            feeder.last_report.as_ref(),
        );
        report.is_news(before.map(last).as_ref(), now)
            && report.is_counted(now.saturating_add(LEEWAY))
    }

    fn terms(&self) -> Option<FeedTerms> {
        let intake = self.feed.kind.intake()?;
        Some(FeedTerms {
            maximum_age: intake.maximum_age,
            maximum_step: ratio(intake.maximum_step),
            confirmation_gap: intake.confirmation_gap,
            maximum_growth: match &self.feed.kind {
                FeedKind::RedemptionRate { maximum_growth, .. } => Some(ratio(*maximum_growth)),
                FeedKind::Price { .. } | FeedKind::FixedMaturity { .. } => None,
            },
            changed_at: self.feed.changed_at,
        })
    }
}

/// What a feed accepted last. Its volatility is not told and has no part in what is accepted next.
pub fn accepted(feed: &FeedResponse) -> Option<Accepted> {
    let last = feed.price.as_ref()?;
    let pending = last.pending.as_ref();
    let first = Accepted::first(price(last.spot), last.published_at, last.valid_until, 0);
    let accepted = Accepted {
        frozen_until: feed.frozen_until.unwrap_or(0),
        slow: price(last.slow),
        highest: last.highest.map(price),
        ..first
    };
    Some(Accepted {
        low: price(last.low),
        high: price(last.high),
        ..accepted.with_pending(pending.map(|it| (price(it.price), it.since)))
    })
}

fn stated(report: &Report) -> feed::Report {
    let implied = report.implied_volatility.unwrap_or(Decimal::zero());
    feed::Report {
        price: price(report.price),
        published_at: report.published_at,
        implied_variance: variance_of_yearly(ratio(implied)),
    }
}

fn last(report: &LastReport) -> feed::Report {
    feed::Report {
        price: price(report.price),
        published_at: report.published_at,
        implied_variance: variance_of_yearly(ratio(report.implied_volatility)),
    }
}
