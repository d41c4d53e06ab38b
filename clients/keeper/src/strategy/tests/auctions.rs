//! Takes and restarts.

use ballast_types::AuctionId;
use cosmwasm_std::{Decimal, Uint128};

use super::{
    super::{gas, Action, Kind, Offer, Payer, TypeState},
    fixtures::*,
};
use crate::{config::Config, node::Contracts};

fn by_contract() -> Payer {
    Payer::Contract {
        address: "taker".to_owned(),
        denom: "aeth".to_owned(),
    }
}

fn offer(number: u32, payer: Payer, gain: Decimal) -> Offer {
    Offer {
        auction: AuctionId::new(1, number),
        price: price(180),
        payer,
        amount: None,
        collateral: Uint128::new(ETHER),
        cost: Uint128::new(180_000_000),
        gain,
    }
}

fn decided(state: TypeState) -> Vec<(Kind, Option<Decimal>)> {
    let actions = on_auctions(&Config::default(), &snapshot(vec![state], vec![]));
    let told = |action: &Action| (action.kind(), action.most_cost(&[], &Contracts::default()));
    actions.iter().map(told).collect()
}

/// What a message must bring: 0.025 millionths of a dollar for a unit of gas, and ten cents.
fn least(gas: u64) -> Decimal {
    Decimal::from_ratio(gas * 25, 1_000_000_000u64) + Decimal::percent(10)
}

#[test]
fn h50_a_take_must_bring_its_gas_and_the_profit() {
    let atom = Decimal::raw(1);
    for (payer, gas) in [
        (by_contract(), gas::TAKE_BY_CONTRACT),
        (Payer::Keeper, gas::TAKE),
    ] {
        let mut state = with_auctions(vec![]);
        let enough = least(gas);
        state.auctions.offers = vec![offer(1, payer.clone(), enough - atom)];
        assert!(decided(state.clone()).is_empty());
        state.auctions.offers = vec![offer(1, payer, enough)];
        assert_eq!(decided(state)[0].1, Some(enough - Decimal::percent(10)));
    }
}

#[test]
fn a_contract_takes_first_and_the_keeper_where_it_fails() {
    let mut state = with_auctions(vec![]);
    let gain = price(10);
    state.auctions.offers = vec![offer(1, Payer::Keeper, gain), offer(1, by_contract(), gain)];
    let kinds: Vec<_> = decided(state).into_iter().map(|it| it.0).collect();
    assert_eq!(kinds, [Kind::TakeByContract, Kind::Take]);
}

#[test]
fn what_would_be_done_is_said_in_full() {
    let mut over = auction(3, 100, 100);
    (over.is_over, over.lot) = (true, Uint128::new(ETHER * 10));
    let mut state = with_auctions(vec![over]);
    state.auctions.offers = vec![
        offer(1, by_contract(), price(20)),
        offer(2, Payer::Keeper, price(20)),
    ];
    let actions = on_auctions(&Config::default(), &snapshot(vec![state], vec![]));
    let said: Vec<_> = actions.iter().map(ToString::to_string).collect();
    let expected = [
        "take 1000000000000000000 from auction 4294967297 of type 1 for 180000000, a gain of 20 USD, by taker",
        "take 1000000000000000000 from auction 4294967298 of type 1 for 180000000, a gain of 20 USD, with own \
         stablecoin",
        "restart auction 4294967299 of type 1, for 2 USD",
    ];
    assert_eq!(said, expected);
}

#[test]
fn h50_a_restart_must_bring_its_gas_and_the_profit() {
    let over = |lot: u128| {
        let mut over = auction(1, 100, 100);
        (over.is_over, over.lot) = (true, Uint128::new(lot));
        with_auctions(vec![over])
    };
    // A thousandth of the lot at 200 dollars: so many ether bring what a restart must.
    let enough = least(gas::RESTART).atomics().u128() * 5;
    let profit = Decimal::percent(10);
    let decided_on = decided(over(enough));
    assert_eq!(
        decided_on,
        [(Kind::Restart, Some(least(gas::RESTART) - profit))]
    );
    assert!(decided(over(enough - 1_000)).is_empty());
    // The cap of 1,000 dollars holds for a large lot.
    let capped = decided(over(ETHER * 100_000));
    assert_eq!(capped, [(Kind::Restart, Some(price(1_000) - profit))]);
}

#[test]
fn what_is_for_sale_is_not_restarted_nor_anything_without_a_valid_price() {
    let mut large = auction(1, 100, 100);
    large.lot = Uint128::new(ETHER * 1_000);
    assert!(decided(with_auctions(vec![large.clone()])).is_empty());
    large.is_over = true;
    let mut state = with_auctions(vec![large]);
    assert_eq!(decided(state.clone()).len(), 1);
    if let Some(price) = &mut state.auctions.price {
        price.is_valid = false;
    }
    assert!(decided(state.clone()).is_empty());
    state.auctions.price = None;
    assert!(decided(state).is_empty());
}

fn promising(state: &TypeState, budget: u64) -> Vec<u32> {
    let budget = Uint128::from(budget * 1_000_000);
    let auctions = state.auctions.promising(budget).into_iter();
    auctions.map(|auction| auction.auction.number()).collect()
}

#[test]
fn h51_small_auctions_hide_no_large_one_however_cheap_they_are() {
    let mut live: Vec<_> = (1..=50).map(|number| auction(number, 100, 1)).collect();
    live.push(auction(51, 180, 5_000));
    let mut over = auction(52, 20, 5_000);
    over.is_over = true;
    live.push(over);
    let mut state = with_auctions(live);
    assert_eq!(promising(&state, u64::from(u32::MAX))[0], 51);
    assert_eq!(promising(&state, u64::from(u32::MAX)).len(), 51);
    // With little to spend the cheapest promise most.
    assert_eq!(promising(&state, 1)[0], 1);
    // Without a price the cheapest come first.
    state.auctions.price = None;
    assert_eq!(promising(&state, u64::from(u32::MAX))[50], 51);
}
