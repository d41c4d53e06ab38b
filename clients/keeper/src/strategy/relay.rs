//! Relaying feeders' signed reports: together with a liquidation that they make possible, or alone as a service.

use std::{cmp::Reverse, fmt};

use ballast_math::feed::{Accepted, Next};
use ballast_types::{
    event::BallastEvent,
    oracle::{ExecuteMsg, PriceAccepted, PricePending, SignedReport, MAX_REPORTS},
    units::price_decimal,
    CollateralTypeId,
};
use cosmwasm_std::{Decimal, Event, Uint128};

use super::{
    action::call,
    choice::{selections, Bar},
    gas,
    liquidate::{Liquidate, Liquidating},
    outlook::Outlook,
    report::is_beat_between,
    round::{accepted, Ahead, RoundState},
    upkeep::affordable,
    Action, Snapshot, Strategy, TypeState,
};
use crate::{
    config::{Config, RelayConfig},
    node::{Call, Contracts},
};

/// Signed reports to bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Relay {
    /// The reports; those of one feed stand together.
    pub reports: Vec<SignedReport>,
    /// What its gas may cost at most, in US dollars.
    pub most_cost: Decimal,
}

/// When to relay.
#[derive(Clone, Debug)]
pub struct Relaying {
    config: RelayConfig,
    /// Whom to liquidate at a price that is relayed; none if liquidating is switched off.
    liquidating: Option<Liquidating>,
}

impl Relaying {
    /// By the configuration.
    pub fn new(config: &Config) -> Self {
        let liquidation = &config.liquidation;
        Self {
            config: config.relay.clone(),
            liquidating: liquidation.enabled.then(|| Liquidating::new(liquidation)),
        }
    }

    /// Whether anything is liquidated at all.
    pub const fn liquidates(&self) -> bool {
        self.liquidating.is_some()
    }

    /// Whether the keeper may spend stablecoin of its own.
    pub fn buys(&self) -> bool {
        let rules = self.liquidating.as_ref();
        rules.is_some_and(|rules| !rules.spendable(Uint128::MAX).is_zero())
    }

    /// Whether positions of a type are liquidated.
    pub fn looks_after(&self, id: CollateralTypeId) -> bool {
        let rules = self.liquidating.as_ref();
        rules.is_some_and(|rules| rules.looks_after(id))
    }

    /// What a message with a liquidation must bring that relays so many reports; none if nothing is liquidated.
    fn bar(&self, snapshot: &Snapshot, (reports, buys): (usize, bool)) -> Option<Bar> {
        let bar = self.liquidating.as_ref()?.bar(snapshot.gas, buys);
        Some(Bar {
            beside: gas::relay(reports),
            ..bar
        })
    }

    /// Liquidations of a type at the price that the reports make, each with the reports in one transaction. With
    /// the keeper's own stablecoin first, if it may spend some: what the pool buys it does not need.
    fn liquidations(&self, state: &TypeState, snapshot: &Snapshot) -> Vec<Liquidate> {
        let (feed, now) = (&state.info.feed, snapshot.block.time);
        let outlook = Outlook::of(&snapshot.rounds, feed, now).filter(Outlook::endangers);
        let (Some(outlook), Some(rules)) = (outlook, &self.liquidating) else {
            return vec![];
        };
        let spend = rules.spendable(snapshot.purse.stablecoin);
        let budgets = if spend.is_zero() {
            vec![spend]
        } else {
            vec![spend, Uint128::zero()]
        };
        let ways = budgets.into_iter();
        ways.flat_map(|spend| self.ways((state, &outlook), spend, snapshot))
            .collect()
    }

    /// The messages to try one after the other that send so much stablecoin along: at most a batch of positions in
    /// each.
    fn ways(
        &self,
        (state, outlook): (&TypeState, &Outlook),
        spend: Uint128,
        snapshot: &Snapshot,
    ) -> Vec<Liquidate> {
        let buys = !spend.is_zero();
        let candidates = outlook.candidates(state, (snapshot.gas, buys));
        let Some(bar) = self.bar(snapshot, (outlook.reports.len(), buys)) else {
            return vec![];
        };
        let selections = selections(&candidates, &bar).into_iter();
        let messages = selections.filter_map(|mut positions| {
            positions.truncate(bar.batch);
            let chosen = candidates.iter();
            let chosen = chosen.filter(|it| positions.contains(&it.position));
            let income = chosen.fold(Decimal::zero(), |sum, it| sum.saturating_add(it.income));
            Some(Liquidate {
                collateral_type: state.info.collateral_type,
                positions,
                spend,
                price: outlook.spot,
                decimals: state.info.decimals,
                income,
                most_cost: income.checked_sub(bar.minimum_profit).ok()?,
                after: outlook.reports.clone(),
            })
        });
        messages.collect()
    }

    /// Reports that are brought as a service, so many to a transaction as a message takes.
    fn services(&self, snapshot: &Snapshot) -> Vec<Relay> {
        let now = snapshot.block.time;
        let due = snapshot.rounds.iter().filter_map(|state| {
            let ahead = state.ahead(now)?;
            self.is_due(state, &ahead, now).then_some(ahead.reports)
        });
        let reports: Vec<_> = due.flatten().collect();
        let affordable = |part: &Vec<SignedReport>| {
            affordable(
                snapshot,
                gas::relay(part.len()),
                self.config.maximum_cost_usd,
            )
        };
        let parts = parts(&reports).into_iter().filter(affordable);
        parts
            .map(|reports| Relay {
                reports,
                most_cost: self.config.maximum_cost_usd,
            })
            .collect()
    }

    /// Whether the operator wants a round brought, whatever it earns. What comes to wait for confirmation is
    /// always a move, and never waits for a beat; what only moves the lowest or the highest price is left to those
    /// whom it serves.
    fn is_due(&self, state: &RoundState, ahead: &Ahead, now: u64) -> bool {
        let (beats, moves) = (self.config.beats, self.config.moves);
        let Some(last) = accepted(&state.feed) else {
            return beats || moves;
        };
        let next = match &ahead.next {
            Next::Accepted(next) => next,
            Next::Pending(next) => return (beats || moves) && last.waiting() != next.waiting(),
        };
        let beat = state.feed.kind.panel().map_or(1, |panel| panel.beat);
        let is_beat = is_beat_between(last.published_at, next.published_at, beat);
        (beats && is_beat) || (moves && (self.moves(&last, next) || last.valid_until < now))
    }

    /// Whether a number is at least that part of the last away from it.
    fn moves(&self, last: &Accepted, next: &Accepted) -> bool {
        let (last, next) = (price_decimal(last.spot), price_decimal(next.spot));
        let least = last.checked_mul(self.config.deviation);
        last.abs_diff(next) >= least.unwrap_or(Decimal::MAX)
    }
}

impl Strategy for Relaying {
    /// What pays for itself first, the largest income first. What is to be brought as a service comes after it:
    /// once one is in a block, the next look finds what is left.
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        let types = snapshot.types.iter();
        let mut paid: Vec<_> = types
            .filter(|state| self.looks_after(state.info.collateral_type))
            .map(|state| self.liquidations(state, snapshot))
            .collect();
        paid.sort_by_key(|of_type| Reverse(of_type.first().map(|it| it.income)));
        let services = self.services(snapshot).into_iter().map(Action::Relay);
        let paid = paid.into_iter().flatten().map(Action::Liquidate);
        paid.chain(services).collect()
    }
}

/// Whether no price comes of what was simulated: somebody else has brought the round.
pub(super) fn is_idle(simulated: &[Event], contracts: &Contracts) -> bool {
    let is_price = |event: &Event| {
        let accepted = PriceAccepted::parse(event, &contracts.oracle);
        let pending = PricePending::parse(event, &contracts.oracle);
        !matches!(accepted, Ok(None)) || !matches!(pending, Ok(None))
    };
    !simulated.iter().any(is_price)
}

impl Relay {
    pub(super) fn calls(&self, contracts: &Contracts) -> Result<Vec<Call>, serde_json::Error> {
        calls(&self.reports, contracts)
    }
}

/// The calls that bring reports.
pub(super) fn calls(
    reports: &[SignedReport],
    contracts: &Contracts,
) -> Result<Vec<Call>, serde_json::Error> {
    let parts = parts(reports).into_iter();
    let calls = parts.map(|reports| call(&contracts.oracle, &ExecuteMsg::Relay { reports }));
    calls.collect()
}

/// Reports in parts that a message takes each. Those of a feed stay together: in a block only the first round of a
/// feed is accepted.
fn parts(reports: &[SignedReport]) -> Vec<Vec<SignedReport>> {
    let mut parts: Vec<Vec<SignedReport>> = vec![];
    for of_feed in reports.chunk_by(|one, next| one.report.feed == next.report.feed) {
        match parts.last_mut() {
            Some(part) if part.len() + of_feed.len() <= MAX_REPORTS => {
                part.extend_from_slice(of_feed);
            }
            _ => parts.push(of_feed.to_vec()),
        }
    }
    parts
}

impl fmt::Display for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        tell(&self.reports, f)
    }
}

/// As `relay ETH (3 reports)`.
pub(super) fn tell(reports: &[SignedReport], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("relay")?;
    let feeds = reports.chunk_by(|one, next| one.report.feed == next.report.feed);
    for (place, of_feed) in feeds.enumerate() {
        let comma = if place > 0 { "," } else { "" };
        let feed = of_feed.first().map_or("", |signed| &signed.report.feed);
        write!(f, "{comma} {feed} ({} reports)", of_feed.len())?;
    }
    Ok(())
}
