//! Random positions at random prices: what every liquidation must keep to, whoever calls. The
//! suite holds I10 to I15 after every operation; here the plan, I18 and the reward are held too.

use ballast_tests::{usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    vault::{PositionResponse, Selection},
    PositionId,
};

use crate::support::{assert_backed, fund, ids, lend, liquidated, riskiest, Dice};

const PRICES: [&str; 9] = [
    "139.5", "131", "125", "118.7", "111.1", "104", "99.99", "61", "7.77",
];

fn some_positions(dice: &mut Dice) -> Suite {
    let mut suite = SuiteBuilder::base().without_auctions().build(); // with fees
    let pool = usd("101") + dice.amount(6, 11);
    fund(&mut suite, "bob", ETH, pool);
    lend(&mut suite, "keeper", ETH, usd("100000"));
    for _ in 0..8 {
        let debt = usd("100") + dice.amount(2, 10);
        let percent = 161 + u128::from(dice.roll(60));
        let collateral = debt * percent / 100 * 5_000_000_000 + dice.amount(1, 9);
        let who = *dice.one_of(&["alice", "carol"]);
        suite.open(who, ETH, collateral + 1_000_000, debt);
    }
    suite.advance_reporting(1 + dice.roll(10_000_000));
    suite
}

fn unsafe_ones(suite: &Suite) -> Vec<PositionResponse> {
    let positions = suite.chain.positions(ETH).unwrap();
    positions
        .into_iter()
        .filter(|it| it.is_unsafe == Some(true))
        .collect()
}

/// I18: with enough stablecoin anyone liquidates any unsafe position; with less, whenever a part of
/// it fits.
fn assert_each_can_be_liquidated(suite: &Suite, positions: &[PositionResponse]) {
    for position in positions {
        let (id, debt) = (position.position, position.debt.u128());
        let mut chain = suite.chain.fork().unwrap();
        chain
            .liquidation()
            .liquidate("keeper", ETH, ids(&[id]), debt)
            .unwrap();
        let room = suite.chain.pool(ETH).unwrap().room.u128();
        let spare = debt - usd("100");
        if room >= debt || (room >= usd("1") && spare >= usd("1")) {
            let mut chain = suite.chain.fork().unwrap();
            chain
                .liquidation()
                .liquidate("erin", ETH, ids(&[id]), 0)
                .unwrap();
        }
    }
}

fn liquidate_some(suite: &mut Suite, dice: &mut Dice, ids: &[PositionId]) {
    let limit = 1 + u32::try_from(dice.roll(9)).unwrap();
    let selection = match dice.roll(2) {
        0 => riskiest(limit),
        _ => Selection::Positions { ids: ids.to_vec() },
    };
    let sent = *dice.one_of(&[0, 1, usd("50"), usd("3000")]);
    let plan = suite
        .chain
        .liquidation_plan(ETH, selection.clone(), sent)
        .unwrap();
    if plan.positions.is_empty() {
        suite.refused(|chain| {
            chain
                .liquidation()
                .liquidate("keeper", ETH, selection, sent)
        });
        return;
    }
    let done = suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate("keeper", ETH, selection, sent)
    });
    let told = liquidated(suite, &done);
    assert_eq!(told.positions as usize, plan.positions.len());
    assert!(told.reward.u128() * 1_000 <= told.seized.u128() * 5);
    let shared = told.reward + told.pool_collateral + told.caller_collateral;
    assert_eq!(shared, told.seized, "every unit has a taker");
    assert!(told.pool_pays + told.caller_pays <= told.repaid);
    for planned in plan.positions {
        let left = suite.chain.position(planned.position);
        let left = left.map_or(0, |it| it.debt.u128());
        assert!(left == 0 || left >= usd("100"), "I8: {left}");
        assert!(planned.debt.u128() >= planned.repaid.u128() + left);
    }
    assert_backed(suite);
}

#[test]
fn i18_whatever_is_unsafe_is_liquidated_by_anyone_within_the_rooms() {
    for seed in 0..12 {
        let mut dice = Dice(seed);
        let mut suite = some_positions(&mut dice);
        for _ in 0..6 {
            let price = *dice.one_of(&PRICES);
            suite.set_price("ETH", price);
            let positions = unsafe_ones(&suite);
            assert_each_can_be_liquidated(&suite, &positions);
            let ids: Vec<_> = positions.iter().map(|it| it.position).collect();
            if !ids.is_empty() {
                liquidate_some(&mut suite, &mut dice, &ids);
            }
        }
        // With money enough everything unsafe goes, and what remains is safe.
        while !unsafe_ones(&suite).is_empty() {
            let sent = suite.balance("keeper", "stablecoin").min(usd("60000"));
            suite.ok(|chain| {
                chain
                    .liquidation()
                    .liquidate("keeper", ETH, riskiest(100), sent)
            });
            suite.chain.liquidation().settle("erin", ETH).ok();
        }
        assert_backed(&suite);
    }
}
