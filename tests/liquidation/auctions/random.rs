//! Random positions, caps and prices with hardly any pool: nothing that is unsafe is ever stuck, and in the
//! end every lot is sold and every unit is somebody's.

use ballast_tests::{usd, Suite, SuiteBuilder, ETH};
use ballast_types::vault::PositionResponse;
use cosmwasm_std::{Decimal, Uint128, Uint256};

use super::support::{any_price, held, wait_until_over};
use crate::support::{fund, ids, lend, riskiest, Dice};

const PRICES: [&str; 8] = ["139.5", "131", "125", "111.1", "104", "99.99", "61", "7.77"];

fn some_positions(dice: &mut Dice) -> Suite {
    let share = Decimal::percent(*dice.one_of(&[0, 10, 100]));
    let minimum = usd("1") * *dice.one_of(&[150, 1_000, 100_000]);
    let dust = usd("1") * *dice.one_of(&[1, 100]);
    let mut suite = SuiteBuilder::base()
        .with(|deployment| {
            let spec = deployment.collateral_types[0].auctions.as_mut().unwrap();
            spec.cap_share = share;
            spec.cap_minimum = Uint128::new(minimum);
            spec.dust = Uint128::new(dust);
        })
        .build();
    if dice.roll(2) == 0 {
        fund(&mut suite, "bob", ETH, usd("100") + dice.amount(6, 9));
    }
    lend(&mut suite, "dave", ETH, usd("200000"));
    for _ in 0..8 {
        let debt = usd("100") + dice.amount(2, 10);
        let percent = 161 + u128::from(dice.roll(60));
        let collateral = debt * percent / 100 * 5_000_000_000 + dice.amount(1, 9);
        let who = *dice.one_of(&["alice", "carol"]);
        suite.open(who, ETH, collateral + 1_000_000, debt);
    }
    suite
}

fn unsafe_ones(suite: &Suite) -> Vec<PositionResponse> {
    let positions = suite.chain.positions(ETH).unwrap();
    let is_unsafe = |it: &PositionResponse| it.is_unsafe == Some(true);
    positions.into_iter().filter(is_unsafe).collect()
}

/// What may still go under auction, in stablecoin base units: by the books alone, not by our arithmetic.
fn auction_room(suite: &Suite) -> u128 {
    let totals = suite.chain.auction_totals(ETH).unwrap();
    let params = totals.params.unwrap();
    let cap = suite
        .books(ETH)
        .booked
        .mul_floor(params.cap_share)
        .max(params.cap_minimum);
    let spot = suite
        .chain
        .collateral_type(ETH)
        .map(|_| suite.chain.feeds().unwrap());
    let spot = spot
        .unwrap()
        .into_iter()
        .find(|it| it.feed == "ETH")
        .unwrap();
    let price = spot.price.unwrap().spot.atomics();
    let worth = Uint256::from(totals.lots) * Uint256::from(price);
    let worth = worth / Uint256::from(10u128.pow(30)) + Uint256::one();
    let room = Uint256::from(cap).saturating_sub(worth);
    let room = Uint128::try_from(room).unwrap();
    if room <= params.dust {
        return 0;
    }
    room.u128()
}

/// I18: whoever calls without a stablecoin, an unsafe position goes under auction as long as the cap and
/// the pool together take all of it, or a part that leaves the floor. Elsewhere than at the very edge of
/// the cap.
fn assert_each_can_be_liquidated(suite: &Suite) {
    let pool = suite.chain.pool(ETH).unwrap().room.u128();
    for position in unsafe_ones(suite) {
        let (id, debt) = (position.position, position.debt.u128());
        // With a cushion a lot may be worth 1.02 x 140% of its debt; without, 110% at most.
        let room = pool + auction_room(suite) * 1_000 / 1_429;
        let spare = debt - usd("100");
        let fits = room > debt || (room > usd("1") && spare > usd("1"));
        let mut chain = suite.chain.fork().unwrap();
        let outcome = chain.liquidation().liquidate("erin", ETH, ids(&[id]), 0);
        assert!(
            outcome.is_ok() || !fits,
            "room {room}, debt {debt}: {outcome:?}"
        );
        // A full cap is in nobody's way who pays at once.
        let mut chain = suite.chain.fork().unwrap();
        chain
            .liquidation()
            .liquidate("dave", ETH, ids(&[id]), debt)
            .unwrap();
    }
}

fn take_or_restart(suite: &mut Suite, dice: &mut Dice) {
    for auction in suite.chain.auctions(ETH).unwrap() {
        if auction.is_over {
            suite.ok(|chain| chain.liquidation().restart("carol", auction.auction));
        } else if dice.roll(3) == 0 {
            let (amount, paid) = (dice.amount(15, 19), dice.amount(7, 10));
            let part = (amount, paid + 1);
            let mut fork = suite.chain.fork().unwrap();
            let tried = fork
                .liquidation()
                .take("dave", auction.auction, part, any_price());
            if tried.is_ok() {
                suite.ok(|chain| {
                    chain
                        .liquidation()
                        .take("dave", auction.auction, part, any_price())
                });
            }
        }
    }
}

/// Everybody has sold and paid: takers with money come when the price has fallen, whatever is left.
fn clear(suite: &mut Suite) {
    for _ in 0..200 {
        let auctions = suite.chain.auctions(ETH).unwrap();
        if auctions.is_empty() && unsafe_ones(suite).is_empty() {
            return;
        }
        suite
            .chain
            .liquidation()
            .liquidate("erin", ETH, riskiest(100), 0)
            .ok();
        for auction in suite.chain.auctions(ETH).unwrap() {
            if auction.is_over {
                suite.ok(|chain| chain.liquidation().restart("carol", auction.auction));
            } else {
                let all = (0, auction.cost.u128());
                suite.ok(|chain| {
                    chain
                        .liquidation()
                        .take("dave", auction.auction, all, any_price())
                });
            }
        }
    }
    panic!("something is left: {:?}", suite.chain.auctions(ETH));
}

#[test]
fn i18_h36_whatever_is_unsafe_finds_a_buyer_and_every_lot_clears() {
    for seed in 0..10 {
        let mut dice = Dice(seed);
        let mut suite = some_positions(&mut dice);
        for _ in 0..6 {
            let price = *dice.one_of(&PRICES);
            suite.set_price("ETH", price);
            assert_each_can_be_liquidated(&suite);
            suite
                .chain
                .liquidation()
                .liquidate("erin", ETH, riskiest(3), 0)
                .ok();
            suite.verify();
            suite.advance_reporting(dice.roll(9_000));
            take_or_restart(&mut suite, &mut dice);
        }
        if let Some(live) = suite.chain.auctions(ETH).unwrap().first() {
            wait_until_over(&mut suite, live.auction);
        }
        suite.set_price("ETH", "100");
        clear(&mut suite);
        suite.chain.liquidation().settle("erin", ETH).ok();
        for who in ["alice", "carol"] {
            suite.chain.liquidation().claim_leftover(who, ETH).ok();
        }
        suite.verify();
        let surplus = suite.chain.auction_totals(ETH).unwrap().surplus_collateral;
        let gains: u128 = suite
            .chain
            .deposits(ETH)
            .unwrap()
            .iter()
            .map(|it| it.collateral_gain.u128())
            .sum();
        let left = held(&suite).0 - surplus.u128() - gains;
        assert!(left < 1_000_000, "{left} of nobody");
    }
}
