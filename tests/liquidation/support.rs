//! What several files need.

use ballast_devchain::{Devchain, Done, Outcome, LIQUIDATION, STABLECOIN};
use ballast_tests::{eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{liquidation::Liquidated, vault::Selection, CollateralTypeId, PositionId};

/// Seconds of a deposit's rest.
pub const REST: u64 = ballast_types::liquidation::MINIMUM_REST;

/// A chain on which debts stand still, so that amounts can be written down, and on which pool and caller
/// are the only buyers.
pub fn suite() -> Suite {
    SuiteBuilder::base()
        .with_no_fees()
        .without_auctions()
        .build()
}

/// alice's position of 10 ether and 1,000 USD: unsafe under 140 USD.
pub fn alices(suite: &mut Suite) -> PositionId {
    suite.open("alice", ETH, eth("10"), usd("1000"))
}

/// Stablecoin for `who`, minted against four times its value of the other type than `id`, so that
/// the prices of the test do not touch it.
pub fn lend(suite: &mut Suite, who: &str, id: CollateralTypeId, amount: u128) -> PositionId {
    let (other, collateral) = if id == ETH {
        (BTC, amount / 20 + 1)
    } else {
        (ETH, amount * 20_000_000_000)
    };
    suite.open(who, other, collateral, amount)
}

/// Stablecoin of `who` in a type's pool.
pub fn fund(suite: &mut Suite, who: &str, id: CollateralTypeId, amount: u128) {
    lend(suite, who, id, amount);
    suite.ok(|chain| chain.liquidation().deposit(who, id, amount));
}

/// Liquidates one position by name, with stablecoin of the keeper or without.
pub fn liquidate(suite: &mut Suite, keeper: &str, id: PositionId, amount: u128) -> Liquidated {
    let done = suite.ok(|chain| try_liquidate(chain, keeper, id, amount));
    suite.event_of(LIQUIDATION, &done)
}

/// The same, which may be refused.
pub fn try_liquidate(chain: &mut Devchain, keeper: &str, id: PositionId, amount: u128) -> Outcome {
    chain
        .liquidation()
        .liquidate(keeper, id.collateral_type(), ids(&[id]), amount)
}

/// Named positions.
pub fn ids(ids: &[PositionId]) -> Selection {
    Selection::Positions { ids: ids.to_vec() }
}

/// The riskiest positions.
pub fn riskiest(limit: u32) -> Selection {
    Selection::Riskiest { limit }
}

/// What liquidation said it did.
pub fn liquidated(suite: &Suite, done: &Done) -> Liquidated {
    suite.event_of(LIQUIDATION, done)
}

/// Collateral and debt of a position; nothing once it is gone.
pub fn sides(suite: &Suite, id: PositionId) -> (u128, u128) {
    let position = suite.chain.position(id);
    position.map_or((0, 0), |it| (it.collateral.u128(), it.debt.u128()))
}

/// What a deposit has become: stablecoin, collateral gained, yield.
pub fn deposit_of(suite: &Suite, id: CollateralTypeId, who: &str) -> [u128; 3] {
    let Ok(deposit) = suite.chain.deposit(id, who) else {
        return [0; 3];
    };
    [
        deposit.amount,
        deposit.collateral_gain,
        deposit.stablecoin_gain,
    ]
    .map(Into::into)
}

/// Everything that liquidation owes is there: deposits, gains, yield and what is set aside.
pub fn assert_backed(suite: &Suite) {
    let mut owed = 0;
    for pool in suite.chain.pools().unwrap() {
        let id = pool.collateral_type;
        let deposits = suite.chain.deposits(id).unwrap();
        let sum = |part: fn(&ballast_types::liquidation::DepositResponse) -> u128| {
            deposits.iter().map(part).sum::<u128>()
        };
        assert!(
            sum(|it| it.amount.u128()) <= pool.total.u128(),
            "deposits of type {id}"
        );
        let gains = sum(|it| it.collateral_gain.u128());
        let asset = suite.chain.names().asset_name(&pool.asset);
        assert!(
            gains <= suite.balance(LIQUIDATION, &asset),
            "gains of type {id}"
        );
        owed += (pool.total + pool.unvested + pool.set_aside).u128();
        owed += sum(|it| it.stablecoin_gain.u128());
    }
    assert!(
        owed <= suite.balance(LIQUIDATION, STABLECOIN),
        "stablecoin owed: {owed}"
    );
}

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    /// From 0 to `sides` - 1.
    pub fn roll(&mut self, sides: u64) -> u64 {
        let factor = 6_364_136_223_846_793_005;
        self.0 = self
            .0
            .wrapping_mul(factor)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// One of several.
    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[usize::try_from(self.roll(choices.len() as u64)).unwrap()]
    }

    /// An amount of up to so many digits; how many, is cast too.
    pub fn amount(&mut self, least: u32, most: u32) -> u128 {
        let digits = least + u32::try_from(self.roll(u64::from(most - least + 1))).unwrap();
        u128::from(self.roll(10u64.pow(digits.min(9)))) * 10u128.pow(digits.saturating_sub(9))
            + u128::from(self.roll(10))
    }
}
