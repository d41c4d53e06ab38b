//! Filling: collateral for stablecoin at the order's discount.

use ballast_devchain::{Terms, STABLECOIN};
use ballast_math::Price;
use ballast_tests::{eth, usd, ETH};
use ballast_types::{
    oracle::{Accepted, PriceError},
    vault::{OrderFilled, ReceiveMsg},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

use super::{amount, percent, Stage, TERMS};
use crate::support::{pause, send, snapshot, stablecoin, wbtc};

#[test]
fn h07_h08_another_token_and_zero_are_refused() {
    let mut stage = Stage::new();
    let hook = ReceiveMsg::Fill {
        position: stage.id,
        minimum: Uint128::zero(),
    };
    let (expected, received) = (
        stage.suite.address(STABLECOIN),
        format!("5 of {}", wbtc(&stage.suite)),
    );
    let error = stage
        .suite
        .refused_by(|chain| send(chain, "bob", "wbtc", 5, &hook));
    assert_eq!(ContractError::WrongToken { expected, received }, error);
    let error = stage
        .suite
        .refused_by(|chain| send(chain, "bob", STABLECOIN, 0, &hook));
    assert_eq!(ContractError::ZeroAmount { what: "a fill" }, error);
    assert!(stablecoin(&stage.suite).starts_with("cw20:"));
}

#[test]
fn unknown_positions_and_those_without_an_order_are_refused() {
    let mut stage = Stage::new();
    let unknown = PositionId::new(ETH, 9);
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", unknown, 5, 0));
    assert_eq!(ContractError::UnknownPosition { position: unknown }, error);
    let position = stage.id;
    stage
        .suite
        .ok(|chain| chain.vault().cancel_order("alice", position));
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", position, 5, 0));
    assert_eq!(ContractError::NoOrder { position }, error);
}

#[test]
fn i14_at_the_trigger_and_without_a_price_it_is_refused() {
    let mut stage = Stage::new();
    let position = stage.id;
    stage.suite.set_price("ETH", "170");
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", position, usd("100"), 0));
    let expected = ContractError::NotUnderTrigger {
        position,
        ratio: percent(170),
        trigger: percent(170),
    };
    assert_eq!(expected, error);
    stage.suite.chain.advance(86_400);
    let error: ContractError = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", position, usd("100"), 0));
    let is_price = matches!(error, ContractError::Price(PriceError::NotValid { .. }));
    assert!(is_price, "{error}");
    assert!(stage.suite.chain.fillable_orders(ETH, None, 10).is_err());
}

#[test]
fn h30_a_fill_brings_the_position_to_its_target_and_the_rest_back() {
    let mut stage = Stage::new();
    pause(&mut stage.suite);
    // 1,600 USD for 1,000: 160%. 1,800 - 1,600 = 200 are missing, each coin repaid gains 0.76.
    stage.suite.set_price("ETH", "160");
    let (position, held) = (stage.id, stage.suite.balance("bob", STABLECOIN));
    let shown = stage.suite.chain.order_fill(position, usd("4000")).unwrap();
    let done = stage
        .suite
        .ok(|chain| chain.vault().fill("bob", position, usd("4000"), 1));
    let repaid = usd("263.157895");
    let taken = shown.collateral.u128();
    // 263.157895 x 1.04 / 160, within a base unit of debt.
    assert_eq!(taken, 1_710_526_317_500_000_000);
    let expected = OrderFilled {
        position,
        filler: stage.suite.address("bob"),
        price: Decimal::percent(16_000),
        repaid: amount(repaid),
        taken: amount(taken),
        refunded: amount(usd("4000") - repaid),
    };
    assert_eq!(expected, stage.suite.event(&done));
    assert_eq!(snapshot(&stage.suite, position), stage.suite.event(&done));
    assert_eq!(shown.repaid, amount(repaid));
    assert_eq!(stage.sides(), (usd("1000") - repaid, eth("10") - taken));
    assert_eq!(stage.suite.balance("bob", STABLECOIN), held - repaid);
    assert_eq!(stage.suite.balance("vault", STABLECOIN), 0);
    let ratio = stage.suite.position(position).ratio.unwrap();
    assert!(
        ratio >= percent(180) && ratio < Decimal::permille(1_801),
        "{ratio}"
    );
    // It stands on, and has nothing to do now.
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", position, usd("100"), 0));
    assert!(
        matches!(error, ContractError::NotUnderTrigger { .. }),
        "{error}"
    );
}

#[test]
fn i08_what_leaves_less_than_the_floor_is_no_part() {
    // At 110% nearly everything is wanted: the rest is under the floor, so all of it is.
    let mut stage = Stage::new();
    stage.suite.set_price("ETH", "110");
    let position = stage.id;
    let all = stage.suite.chain.order_fill(position, usd("4000")).unwrap();
    assert_eq!(all.repaid, amount(usd("1000")));
    let most = stage.suite.chain.order_fill(position, usd("999")).unwrap();
    // One unit less than 900: what a unit of collateral is worth is rounded down.
    assert_eq!(most.repaid, amount(usd("900") - 1));
    // Of a debt at the floor there is no part.
    stage
        .suite
        .ok(|chain| chain.vault().repay("bob", position, usd("900")));
    stage
        .suite
        .ok(|chain| chain.vault().withdraw("alice", position, eth("8.5")));
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", position, usd("99"), 0));
    let expected = ContractError::FillTooSmall {
        position,
        sent: amount(usd("99")),
        debt: amount(usd("100")),
        floor: amount(usd("100")),
    };
    assert_eq!(expected, error);
    stage
        .suite
        .ok(|chain| chain.vault().fill("bob", position, usd("100"), 0));
    assert_eq!(stage.sides().0, 0);
}

#[test]
fn less_than_the_minimum_is_refused() {
    let mut stage = Stage::new();
    stage.suite.set_price("ETH", "160");
    let (position, minimum) = (stage.id, eth("1"));
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", position, usd("100"), minimum));
    let expected = ContractError::FilledTooLittle {
        collateral: amount(eth("0.65")),
        minimum: amount(minimum),
    };
    assert_eq!(expected, error);
}

#[test]
fn i14_scarce_collateral_is_liquidations() {
    let mut stage = Stage::new();
    stage.suite.set_price("ETH", "104");
    let position = stage.id;
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", position, usd("100"), 0));
    let expected = ContractError::CollateralScarce {
        position,
        ratio: percent(104),
        needed: percent(104),
    };
    assert_eq!(expected, error);
    let orders = stage.suite.chain.fillable_orders(ETH, None, 10).unwrap();
    assert_eq!((orders.len(), orders[0].fill.clone()), (1, None));
}

#[test]
fn the_reserve_goes_first() {
    let mut stage = Stage::new();
    stage.put_in_reserve(0, usd("100"));
    stage.suite.set_price("ETH", "150");
    let position = stage.id;
    // 1,500 for 900: 166.7%. 1,620 - 1,500 = 120 are missing.
    let shown = stage.suite.chain.order_fill(position, usd("500")).unwrap();
    assert_eq!(shown.reserve_repaid, amount(usd("100")));
    stage
        .suite
        .ok(|chain| chain.vault().fill("bob", position, usd("500"), 0));
    assert_eq!(stage.reserve(), (0, 0));
    assert_eq!(stage.sides().0, usd("900") - usd("157.894736") - 1);
    assert_eq!(stage.suite.balance("vault", STABLECOIN), 0);
}

#[test]
fn where_the_reserve_is_enough_nothing_is_sold() {
    let mut stage = Stage::new();
    stage.put_in_reserve(eth("1"), 0);
    stage.suite.set_price("ETH", "160");
    let position = stage.id;
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", position, usd("500"), 0));
    let expected = ContractError::NotUnderTrigger {
        position,
        ratio: percent(176),
        trigger: percent(170),
    };
    assert_eq!(expected, error);
    stage
        .suite
        .ok(|chain| chain.vault().use_reserve("bob", position));
    assert_eq!(stage.sides(), (usd("1000"), eth("11")));
}

#[test]
fn h25_a_higher_price_that_waits_for_confirmation_is_what_it_sells_at() {
    let mut stage = Stage::new();
    stage.suite.set_price("ETH", "160");
    let pending = |usd: u128| {
        move |record: &mut Accepted| {
            record.pending = Price::new(usd * 10u128.pow(18));
        }
    };
    let position = stage.id;
    stage.suite.rewrite_price("ETH", pending(165));
    let done = stage
        .suite
        .ok(|chain| chain.vault().fill("bob", position, usd("50"), 0));
    let filled: OrderFilled = stage.suite.event(&done);
    assert_eq!(filled.price, Decimal::percent(16_500));
    // A lower one is not what it sells at: liquidation, too, goes by the spot.
    stage.suite.rewrite_price("ETH", pending(100));
    let done = stage
        .suite
        .ok(|chain| chain.vault().fill("bob", position, usd("50"), 0));
    let filled: OrderFilled = stage.suite.event(&done);
    assert_eq!(filled.price, Decimal::percent(16_000));
    // One above the trigger keeps it shut.
    stage.suite.rewrite_price("ETH", pending(200));
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", position, usd("50"), 0));
    assert!(
        matches!(error, ContractError::NotUnderTrigger { .. }),
        "{error}"
    );
}

#[test]
fn the_list_begins_with_what_is_furthest_under_its_trigger_and_goes_on_behind_one() {
    let mut stage = Stage::new();
    let suite = &mut stage.suite;
    let place = |suite: &mut ballast_tests::Suite, ether: &str, trigger: u64| {
        let id = suite.open("carol", ETH, eth(ether), usd("1000"));
        let terms = Terms {
            trigger: percent(trigger),
            target: percent(300),
            ..TERMS
        };
        suite.ok(|chain| chain.vault().place_order("carol", id, terms));
        id
    };
    // Filled under 180, 140 and 250 USD; the stage's under 170.
    let second = place(suite, "10", 180);
    let never = place(suite, "12.5", 175);
    let first = place(suite, "8", 200);
    suite.set_price("ETH", "150");
    let listed = |after| -> Vec<PositionId> {
        let orders = suite.chain.fillable_orders(ETH, after, 2).unwrap();
        orders.iter().map(|it| it.position).collect()
    };
    assert_eq!(listed(None), [first, second]);
    assert_eq!(listed(Some(second)), [stage.id]);
    assert_eq!(listed(Some(stage.id)), []);
    let order = suite.chain.order(never).unwrap();
    assert_eq!(order.trigger_price, Some(percent(14_000)));
    assert_eq!(order.is_triggered, Some(false));
}
