//! Fills.

use ballast_types::{
    vault::{FillResponse, OrderResponse, ReceiveMsg},
    PositionId,
};
use cosmwasm_std::{from_json, Decimal, Uint128};

use super::{
    super::{decide, gas, orders, Action, FillOffer, OpenOrders, TypeState},
    fixtures::*,
};
use crate::{config::Config, node::Contracts};

/// A buyer would repay so many dollars and get so many thousandths of an ether, which is worth 200.
fn order(number: u32, repaid: u128, milli_ether: u128) -> OrderResponse {
    OrderResponse {
        position: PositionId::new(1, number),
        owner: "owner".to_owned(),
        trigger: Decimal::percent(170),
        target: Decimal::percent(180),
        discount: Decimal::percent(4),
        reserve_collateral: Uint128::zero(),
        reserve_stablecoin: Uint128::zero(),
        trigger_price: None,
        price: Some(price(PRICE)),
        ratio: None,
        is_triggered: Some(true),
        fill: Some(FillResponse {
            reserve_collateral: Uint128::zero(),
            reserve_repaid: Uint128::zero(),
            repaid: Uint128::new(repaid * 1_000_000),
            collateral: Uint128::new(milli_ether * ETHER / 1_000),
        }),
    }
}

fn with_orders(fillable: Vec<OrderResponse>) -> TypeState {
    let mut state = type_state(1);
    state.orders = OpenOrders {
        spot: Some(price(PRICE)),
        fillable,
        offers: vec![],
    };
    state
}

fn offer(number: u32, gain: Decimal) -> FillOffer {
    FillOffer {
        position: PositionId::new(1, number),
        payment: Uint128::new(100_100_001),
        repaid: Uint128::new(100_000_000),
        collateral: Uint128::new(ETHER),
        gain,
    }
}

fn decided(state: TypeState) -> Vec<Action> {
    let config = Config::default();
    decide(&orders(&config), &snapshot(vec![state], vec![]))
}

fn promising(state: &TypeState, discount: u64, budget: u128) -> Vec<u32> {
    let discounted = (price(PRICE), Decimal::percent(discount));
    let budget = Uint128::new(budget * 1_000_000);
    let orders = OpenOrders::promising(state, discounted, budget).into_iter();
    orders.map(|(position, _)| position.number()).collect()
}

#[test]
fn h50_a_fill_must_bring_its_gas_and_the_profit() {
    let profit = Decimal::percent(10);
    let enough = Decimal::from_ratio(gas::FILL * 25, 1_000_000_000u64) + profit;
    let mut state = with_orders(vec![]);
    state.orders.offers = vec![offer(1, enough - Decimal::raw(1))];
    assert!(decided(state.clone()).is_empty());
    state.orders.offers = vec![offer(1, enough)];
    assert_eq!(
        decided(state.clone())[0].most_cost(&[], &Contracts::default()),
        Some(enough - profit)
    );
    // Without a valid price nothing is bought.
    state.orders.spot = None;
    assert!(decided(state).is_empty());
}

#[test]
fn the_largest_gain_comes_first_and_is_said_in_full() {
    let mut state = with_orders(vec![]);
    state.orders.offers = vec![offer(1, price(2)), offer(2, price(7))];
    let said: Vec<_> = decided(state).iter().map(ToString::to_string).collect();
    let expected = [
        "fill the order of position 4294967298 of type 1: 1000000000000000000 for 100000000 of own stablecoin, \
         a gain of 7 USD",
        "fill the order of position 4294967297 of type 1: 1000000000000000000 for 100000000 of own stablecoin, \
         a gain of 2 USD",
    ];
    assert_eq!(said, expected);
}

#[test]
fn i14_a_fill_takes_no_less_than_was_planned_and_pays_no_more_than_a_thousandth_above() {
    let state = with_orders(vec![]);
    let fill = order(3, 100, 520).fill.unwrap();
    let new = |most: u128| {
        let (id, most) = (PositionId::new(1, 3), Uint128::new(most));
        FillOffer::new(&state, (id, &fill), (price(PRICE), most))
    };
    assert_eq!(new(u128::MAX).payment, Uint128::new(100_100_001));
    assert_eq!(new(100_000_007).payment, Uint128::new(100_000_007));
    assert_eq!(new(u128::MAX).gain, price(4));

    let mut state = with_orders(vec![]);
    state.orders.offers = vec![new(u128::MAX)];
    let contracts = Contracts {
        vault: "vault".to_owned(),
        oracle: "oracle".to_owned(),
        liquidation: "liquidation".to_owned(),
        stablecoin: "stablecoin".to_owned(),
    };
    let call = decided(state)[0].calls(&contracts).unwrap().remove(0);
    assert_eq!(call.contract, "stablecoin");
    let send = &call.msg["send"];
    assert_eq!(
        (&send["contract"], &send["amount"]),
        (&"vault".into(), &"100100001".into())
    );
    let hook: cosmwasm_std::Binary = serde_json::from_value(send["msg"].clone()).unwrap();
    let expected = ReceiveMsg::Fill {
        position: PositionId::new(1, 3),
        minimum: Uint128::new(ETHER * 520 / 1_000),
    };
    assert_eq!(from_json::<ReceiveMsg>(&hook).unwrap(), expected);
}

#[test]
fn h51_small_orders_hide_no_large_one_and_what_cannot_be_filled_hides_none() {
    let mut nobodys = order(60, 0, 0);
    nobodys.fill = None;
    let mut fillable = vec![nobodys];
    fillable.extend((1..=50).map(|number| order(number, 100, 520)));
    fillable.push(order(51, 10_000, 51_900));
    let state = with_orders(fillable);
    assert_eq!(promising(&state, 2, u128::from(u32::MAX))[0], 51);
    assert_eq!(promising(&state, 2, u128::from(u32::MAX)).len(), 51);
    // Of a large order a small budget pays for a part: that of a smaller one at a larger discount promises more.
    assert_eq!(promising(&state, 2, 100)[50], 51);
}

#[test]
fn what_is_not_far_enough_under_the_price_is_not_bought() {
    // 200 dollars' worth for 196, and for 190.
    let state = with_orders(vec![order(1, 196, 1_000), order(2, 190, 1_000)]);
    assert_eq!(promising(&state, 2, 1_000), [2, 1]);
    assert_eq!(promising(&state, 3, 1_000), [2]);
    assert!(promising(&state, 6, 1_000).is_empty());
}
