//! Standing orders: placed and cancelled, put in reserve for, filled, and what liquidation does with them.

mod bounds;
mod end;
mod fill;
mod reserve;
mod seized;

use ballast_devchain::Terms;
use ballast_tests::{eth, usd, Suite, SuiteBuilder, ETH};
use ballast_types::PositionId;
use cosmwasm_std::{Decimal, Uint128};

use crate::support::bobs;

/// Sells at 4% off from 170% down, until 180%.
pub const TERMS: Terms = Terms {
    trigger: Decimal::percent(170),
    target: Decimal::percent(180),
    discount: Decimal::percent(4),
};

/// alice's position of 10 ether and 1,000 USD at 200 USD an ether, with an order; bob has 4,000
/// stablecoin to fill it with. No fees.
struct Stage {
    suite: Suite,
    id: PositionId,
}

impl Stage {
    fn new() -> Self {
        let mut suite = SuiteBuilder::base().with_no_fees().build();
        let id = suite.open("alice", ETH, eth("10"), usd("1000"));
        bobs(&mut suite);
        suite.ok(|chain| chain.vault().place_order("alice", id, TERMS));
        Self { suite, id }
    }

    /// What the position owes, and its collateral.
    fn sides(&self) -> (u128, u128) {
        let shown = self.suite.position(self.id);
        (shown.debt.u128(), shown.collateral.u128())
    }

    /// Collateral and stablecoin in reserve.
    fn reserve(&self) -> (u128, u128) {
        let order = self.suite.chain.order(self.id).unwrap();
        (
            order.reserve_collateral.u128(),
            order.reserve_stablecoin.u128(),
        )
    }

    /// alice puts ether and stablecoin in reserve.
    fn put_in_reserve(&mut self, ether: u128, stablecoin: u128) {
        let id = self.id;
        if ether > 0 {
            self.suite
                .ok(|chain| chain.vault().add_reserve("alice", id, ether));
        }
        if stablecoin > 0 {
            self.suite.ok(|chain| {
                chain
                    .vault()
                    .add_stablecoin_reserve("alice", id, stablecoin)
            });
        }
    }
}

/// A ratio as it is refused.
fn percent(percent: u64) -> Decimal {
    Decimal::percent(percent)
}

/// An amount as it is told.
fn amount(amount: u128) -> Uint128 {
    Uint128::new(amount)
}
