//! Redeem: stablecoin burned at face value for collateral.

mod order;
mod paths;
mod random;
mod rate;
mod refused;
mod units;

use ballast_math::Price;
use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{vault::Redeemed, PositionId};

/// Four positions of ether that owe 100,000 together, at 200 USD an ether and without fees, and bob
/// with 50,000 stablecoin that he minted on bitcoin.
struct Stage {
    suite: Suite,
    /// alice's: 2 ether for 200, a ratio of 200%.
    lowest: PositionId,
    /// carol's: 4 ether for 300, 267%.
    second: PositionId,
    /// dave's: 6 ether for 400, 300%.
    third: PositionId,
    /// erin's: 5,000 ether for 99,100, 1009%.
    highest: PositionId,
}

impl Stage {
    fn new() -> Self {
        Self::of(SuiteBuilder::base())
    }

    fn of(builder: SuiteBuilder) -> Self {
        let mut suite = builder.with_no_fees().build();
        let lowest = suite.open("alice", ETH, eth("2"), usd("200"));
        let second = suite.open("carol", ETH, eth("4"), usd("300"));
        let third = suite.open("dave", ETH, eth("6"), usd("400"));
        let highest = suite.open("erin", ETH, eth("5000"), usd("99100"));
        suite.open("bob", BTC, btc("100"), usd("50000"));
        Self {
            suite,
            lowest,
            second,
            third,
            highest,
        }
    }

    /// bob redeems, and it must be possible; what the query says before is what comes of it.
    #[track_caller]
    fn redeem(&mut self, amount: u128, limit: u32) -> Redeemed {
        let shown = self.suite.chain.redemption(ETH, amount, limit).unwrap();
        let before = self.holdings();
        let done = self
            .suite
            .ok(|chain| chain.vault().redeem("bob", (ETH, amount), limit, 0));
        let told: Redeemed = self.suite.event(&done);
        assert_eq!(
            (shown.redeemed, shown.fee, shown.collateral),
            (told.repaid, told.fee, told.collateral)
        );
        assert_eq!(shown.used.u128() + told.refunded.u128(), amount);
        assert_eq!(
            shown.positions.len(),
            usize::try_from(told.positions).unwrap()
        );
        assert_eq!(shown.base_rate_after, told.base_rate);
        let after = self.holdings();
        assert_eq!(before.0 - after.0, shown.used.u128());
        assert_eq!(after.1 - before.1, told.collateral.u128());
        assert_eq!(self.suite.balance("vault", "stablecoin"), 0);
        told
    }

    /// bob's stablecoin and ether.
    fn holdings(&self) -> (u128, u128) {
        let [stablecoin, ether] = ["stablecoin", "eth"].map(|it| self.suite.balance("bob", it));
        (stablecoin, ether)
    }

    /// What a position owes, and its collateral.
    fn sides(&self, position: PositionId) -> (u128, u128) {
        let shown = self.suite.position(position);
        (shown.debt.u128(), shown.collateral.u128())
    }
}

/// A price of whole dollars.
fn dollars(usd: u128) -> Price {
    Price::new(usd * 10u128.pow(18))
}
