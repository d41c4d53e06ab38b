use ballast_types::{vault::Purchase, PositionId};
use cosmwasm_std::{Decimal, Uint128};
use serde_json::json;

use super::{
    super::{Action, Snapshot, TypeState},
    fixtures::*,
};
use crate::{config::Config, node::Contracts, strategy::liquidate::Liquidate};

/// One USD of ether.
const USD: u128 = ETHER / PRICE as u128;

fn messages(config: &Config, state: TypeState) -> Vec<Liquidate> {
    of(liquidate(config, &snapshot(vec![state], vec![])))
}

fn of(actions: Vec<Action>) -> Vec<Liquidate> {
    let liquidations = actions.into_iter().map(|action| match action {
        Action::Liquidate(it) => it,
        other => panic!("unexpected: {other}"),
    });
    liquidations.collect()
}

fn numbers(message: &Liquidate) -> Vec<u32> {
    message.positions.iter().map(|id| id.number()).collect()
}

/// Positions 1 to 5, the riskiest first; 4 and 5 are safe.
fn state(rewards: &[(u32, u128)]) -> TypeState {
    let mut state = type_state(1);
    state.riskiest = (1..=5u32)
        .map(|n| position(n, 90 + 15 * u64::from(n)))
        .collect();
    let seizures = rewards
        .iter()
        .map(|(n, reward)| seizure(*n, *reward))
        .collect();
    state.pool_plan = Some(plan(0, seizures, &[]));
    state
}

#[test]
fn the_riskiest_come_first_in_batches() {
    let mut config = Config::default();
    config.liquidation.batch = 2;
    let made = messages(&config, state(&[(3, 5 * USD), (1, 5 * USD), (2, 5 * USD)]));
    assert_eq!(
        made.iter().map(numbers).collect::<Vec<_>>(),
        [vec![1, 2], vec![3]]
    );
    assert_eq!(made[0].income, Decimal::percent(1_000));
    assert_eq!(made[0].most_cost, Decimal::percent(990));
}

#[test]
fn i10_a_safe_position_is_never_touched_whatever_a_plan_says() {
    let made = messages(
        &Config::default(),
        state(&[(1, 5 * USD), (4, 50 * USD), (9, 50 * USD)]),
    );
    assert_eq!(made.iter().map(numbers).collect::<Vec<_>>(), [vec![1]]);
}

#[test]
fn h50_a_message_must_bring_the_profit_asked_for() {
    // 275,000 gas at 0.025 are 6,875 millionths of a coin of 1 USD.
    let cost = Decimal::from_ratio(6_875u64, 1_000_000u64);
    let income = |usd: Decimal| usd.atomics().u128() / u128::from(PRICE);
    let enough = income(cost + Decimal::percent(10));
    assert_eq!(messages(&Config::default(), state(&[(1, enough)])).len(), 1);
    assert!(messages(&Config::default(), state(&[(1, enough - 1)])).is_empty());
    let mut config = Config::default();
    config.liquidation.minimum_profit_usd = Decimal::zero();
    assert_eq!(messages(&config, state(&[(1, income(cost))])).len(), 1);
    assert!(messages(&config, state(&[(1, income(cost) - 1)])).is_empty());
}

#[test]
fn dust_that_does_not_pay_its_own_gas_is_left_out() {
    let made = messages(
        &Config::default(),
        state(&[(1, 5 * USD), (2, 1), (3, 5 * USD)]),
    );
    assert_eq!(made.iter().map(numbers).collect::<Vec<_>>(), [vec![1, 3]]);
}

#[test]
fn a_batch_that_does_not_pay_does_not_stop_the_next() {
    let mut config = Config::default();
    config.liquidation.batch = 1;
    let made = messages(&config, state(&[(1, USD / 1_000), (2, 5 * USD)]));
    assert_eq!(made.iter().map(numbers).collect::<Vec<_>>(), [vec![2]]);
}

#[test]
fn only_the_types_named_are_looked_after() {
    let mut config = Config::default();
    config.liquidation.types = vec![2];
    assert!(messages(&config, state(&[(1, 5 * USD)])).is_empty());
    config.liquidation.types = vec![2, 1];
    assert_eq!(messages(&config, state(&[(1, 5 * USD)])).len(), 1);
}

#[test]
fn own_stablecoin_is_spent_only_where_the_pool_lacks_room() {
    let mut with_own = state(&[(1, 5 * USD)]);
    with_own.pool_plan = Some(plan(0, vec![seizure(1, 5 * USD)], &[2, 3]));
    let bought = Purchase {
        debt: Uint128::new(40_000_000),
        collateral: Uint128::new(44 * USD),
        pays: Uint128::new(40_000_000),
    };
    let mut second = seizure(2, USD);
    second.caller = bought;
    with_own.own_plan = Some(plan(90_000_000, vec![seizure(1, 5 * USD), second], &[3]));
    let made = messages(&Config::default(), with_own.clone());
    assert_eq!(made.iter().map(numbers).collect::<Vec<_>>(), [vec![1, 2]]);
    assert_eq!(made[0].spend.u128(), 90_000_000);
    assert_eq!(made[0].income, Decimal::percent(1_000));

    let enough_room = vec![seizure(1, USD), seizure(2, USD), seizure(3, USD)];
    with_own.pool_plan = Some(plan(0, enough_room, &[]));
    let made = messages(&Config::default(), with_own);
    assert!(made[0].spend.is_zero());
}

#[test]
fn where_own_stablecoin_would_not_pay_the_pool_buys_what_it_can() {
    // What the keeper would buy brings nothing, and costs 90,000 gas more.
    let mut config = Config::default();
    let pays = Decimal::from_ratio(275_000u64 + 50_000, 40_000_000u64);
    config.liquidation.minimum_profit_usd = Decimal::zero();
    let income = pays.atomics().u128() / u128::from(PRICE);
    let mut both = state(&[(1, income)]);
    both.pool_plan = Some(plan(0, vec![seizure(1, income)], &[2]));
    let mut first = seizure(1, income);
    first.caller.pays = Uint128::new(1);
    both.own_plan = Some(plan(90, vec![first], &[2]));
    let made = messages(&config, both);
    assert_eq!(made.iter().map(numbers).collect::<Vec<_>>(), [vec![1]]);
    assert!(made[0].spend.is_zero());
}

#[test]
fn a_later_message_spends_only_what_earlier_ones_leave() {
    let mut config = Config::default();
    config.liquidation.batch = 1;
    let buying = |number| {
        let mut planned = seizure(number, 5 * USD);
        planned.caller = Purchase {
            debt: Uint128::new(40),
            collateral: Uint128::new(44 * USD),
            pays: Uint128::new(30),
        };
        planned
    };
    let mut both = state(&[]);
    both.pool_plan = None;
    both.own_plan = Some(plan(
        100,
        vec![buying(1), seizure(2, 5 * USD), buying(3)],
        &[],
    ));
    let spends: Vec<_> = messages(&config, both)
        .iter()
        .map(|it| it.spend.u128())
        .collect();
    assert_eq!(spends, [100, 0, 70]);
}

#[test]
fn the_call_goes_to_liquidation_or_through_the_stablecoin() {
    let contracts = Contracts {
        liquidation: "liquidation".to_owned(),
        stablecoin: "stablecoin".to_owned(),
        ..Contracts::default()
    };
    let mut message = Liquidate {
        collateral_type: 1,
        positions: vec![PositionId::new(1, 7)],
        spend: Uint128::zero(),
        price: price(PRICE),
        decimals: 18,
        income: Decimal::one(),
        most_cost: Decimal::one(),
        after: vec![],
    };
    let id = PositionId::new(1, 7).raw();
    let body = json!({ "liquidate": { "collateral_type": 1, "selection": { "positions": { "ids": [id] } } } });
    let call = message.calls(&contracts).unwrap().remove(0);
    assert_eq!((call.contract.as_str(), &call.msg), ("liquidation", &body));

    message.spend = Uint128::new(5);
    let call = message.calls(&contracts).unwrap().remove(0);
    assert_eq!(call.contract, "stablecoin");
    assert_eq!(call.msg["send"]["contract"], "liquidation");
    assert_eq!(call.msg["send"]["amount"], "5");
}

#[test]
fn nothing_unsafe_or_no_plan_is_nothing_to_do() {
    let nothing: Snapshot = snapshot(vec![type_state(1)], vec![]);
    assert!(liquidate(&Config::default(), &nothing).is_empty());
}

/// What the vault plans for a position that its order's reserve alone makes safe: nothing is seized.
#[test]
fn a_position_that_its_reserve_makes_safe_is_no_income_and_blocks_no_other() {
    let mut config = Config::default();
    config.liquidation.batch = 1;
    let mut first = seizure(1, 0);
    (first.repaid, first.seized) = (Uint128::zero(), Uint128::zero());
    first.reserve_collateral = Uint128::new(ETHER);
    first.reserve_repaid = Uint128::new(50_000_000);
    let mut state = state(&[(2, 5 * USD)]);
    let plan = state.pool_plan.as_mut().unwrap();
    plan.of.insert(0, first.position);
    plan.plan.positions.insert(0, first.clone());
    let made = messages(&config, state.clone());
    assert_eq!(made.iter().map(numbers).collect::<Vec<_>>(), [vec![2]]);
    assert_eq!(made[0].income, price(5));

    // Also where gas costs nothing and there is a place in the message, and where there is nothing else.
    config.liquidation.batch = 2;
    let mut free = snapshot(vec![state.clone()], vec![]);
    free.gas.price = Decimal::zero();
    let made = of(liquidate(&config, &free));
    assert_eq!(made.iter().map(numbers).collect::<Vec<_>>(), [vec![2]]);
    state.pool_plan.as_mut().unwrap().plan.positions = vec![first];
    assert!(messages(&config, state).is_empty());
}
