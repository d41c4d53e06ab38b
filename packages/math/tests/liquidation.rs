//! What a liquidation plan may and must do, over every price, size and decimals.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use ballast_math::*;
use bnum::types::U512;
use common::*;
use proptest::prelude::*;

/// A plan with everything that it was made from.
struct Case {
    market: Market,
    debt: Debt,
    collateral: Collateral,
    terms: Terms,
    rooms: Rooms,
    plan: Plan,
}

impl Case {
    fn left(&self) -> (Collateral, Debt) {
        let taken = self.plan.collateral_taken().unwrap();
        (
            self.collateral.checked_sub(taken).unwrap(),
            self.debt.checked_sub(self.plan.repaid).unwrap(),
        )
    }

    fn worth(&self, collateral: Collateral) -> U512 {
        worth(collateral, &self.market)
    }

    fn claim(&self, debt: u128, ratio: Ratio) -> U512 {
        claim(Debt::new(debt), ratio, &self.market)
    }

    fn factor(&self) -> Ratio {
        one_plus(self.terms.penalty)
    }

    fn is_scarce(&self) -> bool {
        self.worth(self.collateral) <= self.claim(self.debt.u128(), self.factor())
    }
}

type Inputs = ((Market, Debt, Collateral), Terms, Rooms);

fn inputs() -> impl Strategy<Value = Inputs> {
    (indebted(0, 200), terms(), rooms())
}

fn case(((market, debt, collateral), terms, rooms): Inputs) -> Option<Case> {
    let plan = plan(collateral, debt, &terms, &market, &rooms).unwrap()?;
    Some(Case {
        market,
        debt,
        collateral,
        terms,
        rooms,
        plan,
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn plan_stays_within_every_room_and_the_position(inputs in inputs()) {
        if let Some(case) = case(inputs) {
            let (plan, rooms) = (&case.plan, &case.rooms);
            prop_assert!(plan.repaid <= rooms.cap() && plan.repaid <= case.debt);
            prop_assert!(plan.pool.debt <= rooms.pool && plan.pool.pays <= plan.pool.debt);
            prop_assert!(plan.caller.debt <= rooms.caller && plan.caller.pays <= plan.caller.debt);
            let lot = plan.auction.unwrap_or_default();
            prop_assert!(lot.debt <= rooms.auction);
            prop_assert!(plan.collateral_taken().unwrap() <= case.collateral);
            let after = rooms.after(plan);
            prop_assert_eq!(after.pool.u128() + plan.pool.pays.u128(), rooms.pool.u128());
            prop_assert_eq!(after.caller.u128() + plan.caller.pays.u128(), rooms.caller.u128());
        }
    }

    #[test]
    fn all_collateral_is_shared_out(inputs in inputs()) {
        if let Some(case) = case(inputs) {
            let plan = &case.plan;
            let lot = plan.auction.unwrap_or_default();
            let shares = plan.pool.collateral.u128() + plan.caller.collateral.u128()
                + lot.collateral.u128() + plan.reward.u128();
            prop_assert_eq!(shares, plan.seized.u128());
        }
    }

    #[test]
    fn i08_leaves_no_dust(inputs in inputs()) {
        if let Some(case) = case(inputs) {
            let (_, debt) = case.left();
            prop_assert!(debt.is_zero() || debt >= case.terms.floor);
        }
    }

    #[test]
    fn i11_value_sold_is_bounded_by_the_penalty(inputs in inputs()) {
        if let Some(case) = case(inputs) {
            let bound = case.claim(case.plan.repaid.u128() + 1, case.factor());
            let full = case.plan.repaid == case.debt;
            let unit = if full { case.worth(Collateral::new(1)) } else { U512::ZERO };
            prop_assert!(case.worth(case.plan.seized) <= bound + unit);
        }
    }

    /// Each buyer by itself: its own share, and at most two units that could not be split.
    #[test]
    fn i11_no_buyer_gets_more_than_its_share(inputs in inputs()) {
        if let Some(case) = case(inputs) {
            let two = case.worth(Collateral::new(2));
            for bought in [case.plan.pool, case.plan.caller] {
                let bound = case.claim(bought.debt.u128() + 1, case.factor());
                let unit = case.worth(Collateral::new(1));
                prop_assert!(case.worth(bought.collateral) <= bound + two + unit);
            }
        }
    }

    #[test]
    fn nobody_is_made_to_overpay(inputs in inputs()) {
        if let Some(case) = case(inputs) {
            for bought in [case.plan.pool, case.plan.caller] {
                let paid = case.claim(bought.pays.u128(), one_plus(case.terms.minimum_discount));
                prop_assert!(paid <= case.worth(bought.collateral));
            }
        }
    }

    /// Ratio after, with one debt unit of rounding, against ratio before:
    /// V' D >= V (D' - 1).
    #[test]
    fn i12_never_worsens_a_ratio_above_the_penalty(inputs in inputs()) {
        if let Some(case) = case(inputs) {
            let solvent = case.worth(case.collateral)
                >= case.claim(case.debt.u128(), case.factor());
            let unsafe_before = case.worth(case.collateral)
                < case.claim(case.debt.u128(), case.terms.liquidation_ratio);
            let (collateral, debt) = case.left();
            if solvent && unsafe_before && !debt.is_zero() {
                let before = case.worth(case.collateral) * U512::from(debt.u128() - 1);
                let after = case.worth(collateral) * U512::from(case.debt.u128());
                prop_assert!(after >= before);
            }
        }
    }

    /// V' >= R D' - (1 + p) x one unit of debt, and no more is sold than one unit of debt or of
    /// collateral above what that takes.
    #[test]
    fn meets_the_target_within_a_unit_when_uncapped(
        (market, debt, collateral) in indebted(100, 200),
        terms in terms(),
    ) {
        let rooms = Rooms { pool: debt, ..Rooms::default() };
        if let Some(case) = case(((market, debt, collateral), terms, rooms)) {
            let (collateral, debt) = case.left();
            if !debt.is_zero() && !case.is_scarce() {
                let short = case.worth(collateral) + case.claim(1, case.factor());
                prop_assert!(short >= case.claim(debt.u128(), terms.target_ratio));
                let gain = Ratio::new(terms.target_ratio.u128() - case.factor().u128());
                let missing = case.claim(case.debt.u128(), terms.target_ratio)
                    - case.worth(case.collateral);
                let sold = case.claim(case.plan.repaid.u128() - 1, gain);
                prop_assert!(sold <= missing + case.worth(Collateral::new(2)));
            }
        }
    }

    #[test]
    fn i18_enough_room_always_liquidates(
        (market, debt, collateral) in indebted(0, 200),
        terms in terms(),
    ) {
        let is_unsafe = worth(collateral, &market) < claim(debt, terms.liquidation_ratio, &market);
        if is_unsafe {
            for rooms in [
                Rooms { pool: debt, ..Rooms::default() },
                Rooms { caller: debt, ..Rooms::default() },
                Rooms { auction: debt, ..Rooms::default() },
            ] {
                let plan = plan(collateral, debt, &terms, &market, &rooms).unwrap();
                prop_assert!(plan.is_some_and(|plan| !plan.repaid.is_zero()));
            }
        }
    }

    /// A lot with its cushion is worth at most 1.02 L of its debt, or its share without a cushion;
    /// what stays keeps 1.02 L.
    #[test]
    fn cushion_is_bounded_on_both_sides(inputs in inputs()) {
        if let Some(case) = case(inputs) {
            let ratio = case.terms.liquidation_ratio;
            let lot = case.plan.auction.unwrap_or_default();
            if !lot.cushion.is_zero() {
                let hundred = U512::from(100u8);
                let worth = case.worth(lot.collateral.checked_add(lot.cushion).unwrap());
                let bound = case.claim(lot.debt.u128(), ratio) * U512::from(102u8);
                prop_assert!(worth * hundred <= bound);
                let (collateral, debt) = case.left();
                let owed = case.claim(debt.u128(), ratio) * U512::from(102u8);
                prop_assert!(case.worth(collateral) * hundred >= owed);
            }
        }
    }

    /// A lot under the room that its value allows is worth no more than that room.
    #[test]
    fn auction_lots_fit_their_room_in_value(
        (market, debt, collateral) in indebted(0, 200),
        terms in terms(),
        room in magnitude(0, 10u128.pow(33)),
    ) {
        let room = Value::from_u128(room);
        let is_unsafe = worth(collateral, &market) < claim(debt, terms.liquidation_ratio, &market);
        let auction = auction_room_down(room, collateral, debt, &terms, &market).unwrap();
        let rooms = Rooms { auction, ..Rooms::default() };
        if let (true, Some(case)) = (is_unsafe, case(((market, debt, collateral), terms, rooms))) {
            let lot = case.plan.auction.unwrap_or_default();
            let units = lot.collateral.checked_add(lot.cushion).unwrap();
            let value = Value::of_collateral_down(units, market.price, market.decimals);
            let unit = Value::of_collateral_up(Collateral::new(2), market.price, market.decimals);
            prop_assert!(value.u256() <= room.u256() + unit.u256());
        }
    }

    /// Many small liquidations, the last of which may close the position, never seize more nor
    /// reward more than one whole beyond a unit of rounding each.
    #[test]
    fn h18_parts_never_beat_the_whole(
        (market, debt, collateral) in indebted(100, 200),
        terms in terms(),
        caps in prop::collection::vec(magnitude(1, 10u128.pow(16)), 1..30),
    ) {
        let terms = Terms { floor: Debt::ZERO, reward_cap: Value::from_usd(u64::MAX), ..terms };
        let (mut units, mut owed) = (collateral, debt);
        let (mut seized, mut rewards, mut repaid, mut count) = (0u128, 0u128, 0u128, 0u128);
        let all = std::iter::repeat_n(&u128::MAX, 2);
        for cap in caps.iter().chain(all) {
            let rooms = Rooms { caller: Debt::new(*cap), ..Rooms::default() };
            if let Some(plan) = plan(units, owed, &terms, &market, &rooms).unwrap() {
                units = units.checked_sub(plan.seized).unwrap();
                owed = owed.checked_sub(plan.repaid).unwrap();
                seized += plan.seized.u128();
                rewards += plan.reward.u128();
                repaid += plan.repaid.u128();
                count += 1;
            }
        }
        let share = terms.reward_share.of_amount_down(seized).unwrap();
        prop_assert!(rewards <= share);
        let factor = one_plus(terms.penalty);
        let sold = worth(Collateral::new(seized), &market);
        let unit = worth(Collateral::new(1), &market);
        prop_assert!(sold <= claim(Debt::new(repaid + count), factor, &market) + unit);
        // Each part may cost the owner a unit of debt, which takes up to (1 + p) / (R - 1 - p)
        // times as much, 26 at most, to win back.
        let rooms = Rooms { caller: debt, ..Rooms::default() };
        let whole = plan(collateral, debt, &terms, &market, &rooms).unwrap().unwrap_or_default();
        let lost = claim(Debt::new(30 * (count + 1)), factor, &market) + unit + unit;
        prop_assert!(sold <= worth(whole.seized, &market) + lost);
    }

    /// An owner who liquidates himself with his own stablecoin, and takes the reward too, ends no
    /// richer beyond rounding while his collateral covers debt and penalty: the debt that he is rid
    /// of is at most what he pays, and what the others get for theirs.
    #[test]
    fn h32_self_liquidation_makes_no_profit(inputs in inputs()) {
        if let Some(case) = case(inputs) {
            let plan = &case.plan;
            let lot = plan.auction.unwrap_or_default();
            let lost = plan.pool.collateral.checked_add(lot.collateral).unwrap();
            let pays = case.claim(plan.caller.pays.u128() + 3, Ratio::ONE);
            let unit = case.worth(Collateral::new(4));
            let rid = case.claim(plan.repaid.u128(), Ratio::ONE);
            prop_assert!(case.is_scarce() || rid <= pays + case.worth(lost) + unit);
        }
    }

    #[test]
    fn h16_any_liquidation_has_an_answer(raw in any::<[u128; 8]>(), digits in 0u8..=18) {
        let [collateral, debt, price, target, penalty, floor, room, share] = raw;
        let terms = Terms {
            liquidation_ratio: Ratio::new(target),
            target_ratio: Ratio::new(target),
            penalty: Ratio::new(penalty),
            floor: Debt::new(floor),
            reward_share: Ratio::new(share),
            reward_cap: Value::from_u128(share),
            minimum_discount: Ratio::new(share),
        };
        let market = Market { price: Price::new(price), decimals: Decimals::new(digits).unwrap() };
        let (collateral, debt) = (Collateral::new(collateral), Debt::new(debt));
        let rooms = Rooms { pool: Debt::new(room), caller: Debt::new(room), auction: debt };
        let _ = plan(collateral, debt, &terms, &market, &rooms);
        let _ = auction_room_down(Value::from_u128(room), collateral, debt, &terms, &market);
    }
}
