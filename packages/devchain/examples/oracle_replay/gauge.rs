//! How late and how wrong a price is that stands, block by block.

use ballast_math::{feed::Accepted, Price};

use crate::market::Market;

/// How far back it is looked for when a price that is accepted was the market's: longer than any gap with its beats.
const LOOK_BACK: usize = 600;
/// A price within a thousandth is the market's.
const NEAR: u128 = 1_000;

/// What became of a feed. Times in seconds, shares of the market's price.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Blocks that had a price.
    pub blocks: u32,
    pub acceptances: u32,
    /// Blocks that ended with another price than the one before, one that the market had not had for ten minutes.
    pub lies: u32,
    /// The longest time since the price that stood was the market's.
    pub longest_age: usize,
    /// Its sum over the blocks of hours of a crash, and how many these are.
    pub crash_age: usize,
    pub crash_blocks: u32,
    /// How far it was above the market, and below, at most.
    pub over: f64,
    pub under: f64,
    /// Its distance from the market, summed over blocks.
    pub distance: f64,
    /// The longest time for which it was more than 2% off, and more than 10%.
    pub longest_two: usize,
    pub longest_ten: usize,
    /// The longest time for which the price that mints go by was more than 10% too high.
    pub mint_over_ten: usize,
}

/// A run of blocks of one sort.
#[derive(Default)]
struct Run {
    since: Option<usize>,
    longest: usize,
}

impl Run {
    /// A run lasts until the block in which it is over.
    fn go_on(&mut self, second: usize, does: bool) {
        let since = self.since.or(does.then_some(second));
        self.longest = self.longest.max(since.map_or(0, |since| second - since));
        self.since = since.filter(|_| does);
    }
}

/// Observes a feed.
pub struct Gauge<'a> {
    market: &'a Market,
    price: Price,
    /// When the price was last the market's; none is never.
    last_true: Option<usize>,
    /// The last block.
    seen: usize,
    two: Run,
    ten: Run,
    mint: Run,
    outcome: Outcome,
}

impl<'a> Gauge<'a> {
    pub fn new(market: &'a Market) -> Self {
        Self {
            market,
            price: Price::default(),
            last_true: None,
            seen: 0,
            two: Run::default(),
            ten: Run::default(),
            mint: Run::default(),
            outcome: Outcome::default(),
        }
    }

    /// A price stands at the end of a block.
    pub fn observe(&mut self, second: usize, accepted: &Accepted) {
        let truth = self.market.price(second).u128() as f64;
        let off = accepted.spot.u128() as f64 / truth - 1.0;
        let mint_off = accepted.low.u128() as f64 / truth - 1.0;
        self.look_back(second, accepted.spot);
        let outcome = &mut self.outcome;
        outcome.blocks += 1;
        outcome.over = outcome.over.max(off);
        outcome.under = outcome.under.max(-off);
        outcome.distance += off.abs();
        if let Some(last_true) = self.last_true {
            let age = second - last_true;
            outcome.longest_age = outcome.longest_age.max(age);
            if self.market.is_crash(second) {
                outcome.crash_age += age;
                outcome.crash_blocks += 1;
            }
        }
        self.two.go_on(second, off.abs() > 0.02);
        self.ten.go_on(second, off.abs() > 0.10);
        self.mint.go_on(second, mint_off > 0.10);
        self.seen = second;
    }

    /// All that was observed.
    pub const fn outcome(self, acceptances: u32) -> Outcome {
        Outcome {
            acceptances,
            longest_two: self.two.longest,
            longest_ten: self.ten.longest,
            mint_over_ten: self.mint.longest,
            ..self.outcome
        }
    }

    /// Finds when the price was last the market's.
    fn look_back(&mut self, second: usize, price: Price) {
        let is_new = price != self.price;
        let from = if is_new {
            second.saturating_sub(LOOK_BACK)
        } else {
            self.seen + 1
        };
        let found = (from..=second)
            .rev()
            .find(|second| self.was_at(*second, price));
        if is_new {
            self.outcome.lies += u32::from(found.is_none());
            self.last_true = None;
        }
        self.price = price;
        self.last_true = found.or(self.last_true);
    }

    /// Was the market at a price in a second, or did it go through it?
    fn was_at(&self, second: usize, price: Price) -> bool {
        let (before, after) = (
            self.market.price(second.saturating_sub(1)),
            self.market.price(second),
        );
        let is_near = price.u128().abs_diff(after.u128()) * NEAR <= after.u128();
        is_near || (before.min(after) <= price && price <= before.max(after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::Shape;
    use ballast_devchain::paths::Hour;
    use cosmwasm_std::Decimal;

    /// 100 for 20 minutes, then down to 40 after 40, and back at 100 after an hour.
    fn market() -> Market {
        let [open, high, low, close] =
            [100, 100, 40, 100].map(|usd: u64| Decimal::percent(usd * 100));
        Market::new(
            "",
            &[Hour {
                time: 0,
                open,
                high,
                low,
                close,
            }],
            Shape::Line,
        )
    }

    fn at(usd: u128) -> Accepted {
        Accepted::first(Price::new(usd * 10u128.pow(18)), 0, 0, 0)
    }

    #[test]
    fn the_age_of_a_price_counts_from_when_the_market_left_it() {
        let market = market();
        let mut gauge = Gauge::new(&market);
        for second in (0..=2_400).step_by(6) {
            gauge.observe(second, &at(100));
        }
        let outcome = gauge.outcome(1);
        // 0.1% of the price is left after two seconds.
        assert!(
            (1_196..=1_200).contains(&outcome.longest_age),
            "{outcome:?}"
        );
        assert!((outcome.over - 1.5).abs() < 1e-9 && outcome.under == 0.0);
        assert_eq!(outcome.crash_blocks, 401);
        assert_eq!(outcome.lies, 0);
        // Under 98.04 after 40 s of the fall, under 90.9 after 182.
        assert_eq!((outcome.longest_two, outcome.longest_ten), (1_158, 1_014));
        assert_eq!(outcome.mint_over_ten, 1_014);
    }

    #[test]
    fn a_price_that_the_market_comes_back_to_is_young_again() {
        let market = market();
        let mut gauge = Gauge::new(&market);
        for second in (0..=3_000).step_by(6) {
            gauge.observe(second, &at(70));
        }
        // 70 after 1,800 s, and again after 3,000.
        let outcome = gauge.outcome(1);
        assert!(
            (1_190..=1_200).contains(&outcome.longest_age),
            "{outcome:?}"
        );
        assert_eq!(
            outcome.lies, 1,
            "it was accepted before the market was there"
        );
        assert!(outcome.under > 0.29 && outcome.over > 0.74);
    }

    #[test]
    fn what_the_market_had_not_had_for_ten_minutes_is_a_lie() {
        let market = market();
        let lies = |second, usd| {
            let mut gauge = Gauge::new(&market);
            gauge.observe(second, &at(usd));
            gauge.outcome(1).lies
        };
        assert_eq!(
            [
                lies(1_800, 70),
                lies(2_400, 69),
                lies(2_406, 71),
                lies(2_400, 39)
            ],
            [0, 0, 1, 1]
        );
    }
}
