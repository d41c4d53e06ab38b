//! What a collateral type would be worth once signed reports are relayed, and what that would make of its
//! positions.

use ballast_math::{
    feed::{Accepted, Next},
    plan, Debt, Market, Price, Rooms, Terms,
};
use ballast_types::{
    oracle::{FeedKind, FeedPrice, FeedRecord, SignedReport, MAX_DEPTH},
    units::{self, collateral, collateral_amount, debt, debt_amount, ratio, value},
    vault::PositionResponse,
};
use cosmwasm_std::Decimal;

use super::{
    choice::Candidate,
    dollars, gas,
    round::{accepted, Ahead, RoundState, LEEWAY},
    worth_down, GasTerms, TypeState,
};

/// A price that is not accepted yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// What a liquidation would go by, USD for a whole unit.
    pub spot: Decimal,
    /// What it goes by now; none without a valid price.
    pub before: Option<Decimal>,
    /// The reports that make it, of one feed or of several that the price is made of.
    pub reports: Vec<SignedReport>,
}

impl Outlook {
    /// The price that a feed would have at `now`, the latest block's time, with the reports collected for it and
    /// for those that it stands on. None where they change nothing of it, or would leave it without a valid price.
    pub fn of(rounds: &[RoundState], feed: &str, now: u64) -> Option<Self> {
        let (mut before, mut then, mut reports) = (vec![], vec![], vec![]);
        let mut next = Some(feed);
        while let Some(name) = next {
            if then.len() > usize::from(MAX_DEPTH) {
                return None;
            }
            let state = rounds.iter().find(|state| state.feed.feed == name)?;
            let last = accepted(&state.feed);
            let brought = match state.ahead(now) {
                Some(Ahead {
                    reports: brought,
                    next: Next::Accepted(accepted),
                }) => {
                    reports.extend(brought);
                    Some(accepted)
                }
                _ => last,
            };
            before.push((name.to_owned(), record(state, last)));
            then.push((name.to_owned(), record(state, brought)?));
            next = state.feed.kind.base();
        }
        if reports.is_empty() {
            return None;
        }
        let before: Option<Vec<_>> = before
            .into_iter()
            .map(|(name, record)| Some((name, record?)))
            .collect();
        Some(Self {
            spot: spot(&then, now.saturating_add(LEEWAY))?,
            before: before.and_then(|before| spot(&before, now)),
            reports,
        })
    }

    /// Whether positions may become unsafe by it that are not now.
    pub fn endangers(&self) -> bool {
        self.before.is_none_or(|before| self.spot < before)
    }

    /// Whether a position would be unsafe by it.
    pub fn is_under(&self, position: &PositionResponse) -> bool {
        is_unsafe(position, self.spot)
    }

    /// Whether a position would be unsafe by it that is not now.
    pub fn is_endangered(&self, position: &PositionResponse) -> bool {
        let was = self
            .before
            .is_some_and(|before| is_unsafe(position, before));
        self.is_under(position) && !was
    }

    /// The positions that it endangers and that would bring more than their own share of gas where a buyer, the
    /// pool or the keeper, has room for all of them; the riskiest first. By the vault's own arithmetic, reserves
    /// aside: what really comes of it a simulation says.
    pub fn candidates(&self, state: &TypeState, (gas, buys): (GasTerms, bool)) -> Vec<Candidate> {
        let cost = gas.cost_up(gas::POSITION);
        let endangered = state.riskiest.iter().filter(|it| self.is_endangered(it));
        let candidates = endangered.filter_map(|position| {
            let income = self.income(state, position, buys)?;
            (income > cost).then_some(Candidate {
                position: position.position,
                income,
            })
        });
        candidates.collect()
    }

    /// What the liquidation of a position would bring, US dollars.
    fn income(
        &self,
        state: &TypeState,
        position: &PositionResponse,
        buys: bool,
    ) -> Option<Decimal> {
        let ample = Debt::new(u128::MAX);
        let mut rooms = Rooms::default();
        if buys {
            rooms.caller = ample;
        } else {
            rooms.pool = ample;
        }
        let market = Market {
            price: units::price(self.spot),
            decimals: state.decimals(),
        };
        let (locked, owed) = (collateral(position.collateral), debt(position.debt));
        let plan = plan(locked, owed, &terms(state), &market, &rooms).ok()??;
        let received = plan.reward.checked_add(plan.caller.collateral).ok()?;
        let worth = worth_down(collateral_amount(received), self.spot, state.info.decimals);
        Some(worth.saturating_sub(dollars(debt_amount(plan.caller.pays))))
    }
}

fn is_unsafe(position: &PositionResponse, price: Decimal) -> bool {
    position
        .liquidation_price
        .is_some_and(|under| price < under)
}

fn terms(state: &TypeState) -> Terms {
    let (info, risk) = (&state.info, &state.info.risk);
    Terms {
        liquidation_ratio: ratio(info.liquidation_ratio.now),
        target_ratio: ratio(info.target_ratio.now),
        penalty: ratio(risk.liquidation_penalty),
        floor: debt(risk.debt_floor),
        reward_share: ratio(risk.keeper_reward_share),
        reward_cap: value(risk.keeper_reward_cap),
        minimum_discount: ratio(risk.minimum_discount),
    }
}

/// A feed's record with an accepted number; none without one where the feed needs one.
fn record(state: &RoundState, accepted: Option<Accepted>) -> Option<FeedRecord> {
    let frozen_until = state.feed.frozen_until.unwrap_or(0);
    Some(match &state.feed.kind {
        FeedKind::Price { .. } => FeedRecord::Price(accepted?),
        FeedKind::RedemptionRate { base, .. } => FeedRecord::RedemptionRate {
            base: base.clone(),
            rate: accepted?,
        },
        FeedKind::FixedMaturity {
            base,
            discount,
            maturity,
        } => FeedRecord::FixedMaturity {
            base: base.clone(),
            discount: ratio(*discount),
            maturity: *maturity,
            frozen_until,
        },
    })
}

fn spot(records: &[(String, FeedRecord)], now: u64) -> Option<Decimal> {
    let price: Option<Price> = FeedPrice::of(records, now).ok().map(|price| price.spot);
    price.map(units::price_decimal)
}
