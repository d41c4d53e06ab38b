//! What is paid for gas: the usual price first, more after a transaction was not taken, within a bound.

use cosmwasm_std::{Decimal, Uint128};

use crate::config::TransactionsConfig;

/// The gas price, block by block: what has risen comes down by itself, a step for every `calm` blocks. A
/// price that only an included transaction brought down would never come down where it is what keeps the
/// keeper from sending any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fees {
    base: Decimal,
    factor: Decimal,
    most: Decimal,
    calm: u64,
    /// The price in force at `since`.
    then: Decimal,
    /// The block of the last change, or up to which nothing changes.
    since: u64,
}

impl Fees {
    /// Begins at the usual price.
    pub fn new(base: Decimal, config: &TransactionsConfig) -> Self {
        Self {
            base,
            factor: config.fee_factor,
            most: times(base, config.maximum_fee_multiple),
            calm: config.timeout_blocks.max(1),
            then: base,
            since: 0,
        }
    }

    /// Base units of the gas coin for one unit of gas, in a block.
    pub fn price(&self, height: u64) -> Decimal {
        let steps = height.saturating_sub(self.since) / self.calm;
        let mut price = self.then;
        for _ in 0..steps {
            if price <= self.base {
                break;
            }
            price = self.lower(price);
        }
        price
    }

    /// The most that is ever paid.
    pub const fn most(&self) -> Decimal {
        self.most
    }

    /// One step up, at most to the bound. Whether it is more than before.
    pub fn escalate(&mut self, height: u64) -> bool {
        let before = self.price(height);
        self.set(times(before, self.factor).min(self.most), height);
        self.then > before
    }

    /// One step down, at least to the usual price: after a transaction was included, failed or not.
    pub fn relax(&mut self, height: u64) {
        self.set(self.lower(self.price(height)), height);
    }

    /// Stays as it is up to a block: until then a transaction may be included.
    pub fn hold(&mut self, now: u64, until: u64) {
        self.set(self.price(now), until.max(now));
    }

    fn set(&mut self, price: Decimal, height: u64) {
        (self.then, self.since) = (price, height);
    }

    fn lower(&self, price: Decimal) -> Decimal {
        let lower = price.checked_div(self.factor).unwrap_or(self.base);
        lower.max(self.base)
    }
}

/// A product, rounded up; the largest decimal where it does not fit.
fn times(price: Decimal, factor: Decimal) -> Decimal {
    let product = price.atomics().checked_mul_ceil(factor);
    Decimal::new(product.unwrap_or(Uint128::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fees(base: Decimal) -> Fees {
        Fees::new(base, &TransactionsConfig::default())
    }

    #[test]
    fn h50_the_price_escalates_to_its_bound_and_no_further() {
        let mut fees = fees(Decimal::permille(20));
        let mut prices = vec![fees.price(7)];
        while fees.escalate(7) {
            prices.push(fees.price(7));
        }
        let expected = [
            "0.02", "0.03", "0.045", "0.0675", "0.10125", "0.151875", "0.2",
        ];
        let shown: Vec<_> = prices.iter().map(ToString::to_string).collect();
        assert_eq!(shown, expected);
        assert_eq!(fees.price(7), fees.most());
    }

    #[test]
    fn it_comes_down_step_by_step_to_the_usual_one() {
        let mut fees = fees(Decimal::permille(20));
        assert!(fees.escalate(7) && fees.escalate(7));
        let mut down = || {
            fees.relax(7);
            fees.price(7).to_string()
        };
        assert_eq!([down(), down(), down()], ["0.03", "0.02", "0.02"]);
    }

    #[test]
    fn h50_it_comes_down_by_itself_with_the_blocks() {
        let config = TransactionsConfig {
            timeout_blocks: 5,
            ..TransactionsConfig::default()
        };
        let mut fees = Fees::new(Decimal::permille(20), &config);
        assert!(fees.escalate(100) && fees.escalate(100));
        for (height, price) in [
            (100, "0.045"),
            (104, "0.045"),
            (105, "0.03"),
            (110, "0.02"),
            (u64::MAX, "0.02"),
            (0, "0.045"),
        ] {
            assert_eq!(fees.price(height).to_string(), price, "{height}");
        }
        // A step up begins where it stands.
        assert!(fees.escalate(107));
        assert_eq!(fees.price(107).to_string(), "0.045");
        assert_eq!(fees.price(112).to_string(), "0.03");
        fees.hold(108, 113);
        assert_eq!(fees.price(117).to_string(), "0.045");
        assert_eq!(fees.price(118).to_string(), "0.03");
    }

    #[test]
    fn a_chain_without_fees_stays_without() {
        let mut fees = fees(Decimal::zero());
        assert!(!fees.escalate(1));
        assert_eq!(fees.price(u64::MAX), Decimal::zero());
    }
}
