//! What is paid for gas: the usual price first, more after a transaction was not taken, within a bound.

use cosmwasm_std::{Decimal, Uint128};

use crate::config::TransactionsConfig;

/// The gas price at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fees {
    base: Decimal,
    factor: Decimal,
    most: Decimal,
    now: Decimal,
}

impl Fees {
    /// Begins at the usual price.
    pub fn new(base: Decimal, config: &TransactionsConfig) -> Self {
        Self {
            base,
            factor: config.fee_factor,
            most: times(base, config.maximum_fee_multiple),
            now: base,
        }
    }

    /// Base units of the gas coin for one unit of gas.
    pub const fn price(&self) -> Decimal {
        self.now
    }

    /// The most that is ever paid.
    pub const fn most(&self) -> Decimal {
        self.most
    }

    /// One step up, at most to the bound. Whether it is more than before.
    pub fn escalate(&mut self) -> bool {
        let before = self.now;
        self.now = times(self.now, self.factor).min(self.most);
        self.now > before
    }

    /// One step down, at least to the usual price: after a transaction was included.
    pub fn relax(&mut self) {
        let lower = self.now.checked_div(self.factor).unwrap_or(self.base);
        self.now = lower.max(self.base);
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
        let mut prices = vec![fees.price()];
        while fees.escalate() {
            prices.push(fees.price());
        }
        let expected = [
            "0.02", "0.03", "0.045", "0.0675", "0.10125", "0.151875", "0.2",
        ];
        let shown: Vec<_> = prices.iter().map(ToString::to_string).collect();
        assert_eq!(shown, expected);
        assert_eq!(fees.price(), fees.most());
    }

    #[test]
    fn it_comes_down_step_by_step_to_the_usual_one() {
        let mut fees = fees(Decimal::permille(20));
        assert!(fees.escalate() && fees.escalate());
        let mut down = || {
            fees.relax();
            fees.price().to_string()
        };
        assert_eq!([down(), down(), down()], ["0.03", "0.02", "0.02"]);
    }

    #[test]
    fn a_chain_without_fees_stays_without() {
        let mut fees = fees(Decimal::zero());
        assert!(!fees.escalate());
        assert_eq!(fees.price(), Decimal::zero());
    }
}
