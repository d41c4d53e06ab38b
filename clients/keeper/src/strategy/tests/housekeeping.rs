use cosmwasm_std::{Decimal, Uint128};

use super::{
    super::{Snapshot, TypeState},
    fixtures::*,
};
use crate::config::Config;

const USD: u128 = 1_000_000;

fn with(id: u16, change: impl FnOnce(&mut TypeState)) -> TypeState {
    let mut state = type_state(id);
    change(&mut state);
    state
}

fn texts(snapshot: &Snapshot) -> Vec<String> {
    let actions = keep_house(&Config::default(), snapshot);
    actions.iter().map(ToString::to_string).collect()
}

fn done(types: Vec<TypeState>) -> Vec<String> {
    texts(&snapshot(types, vec![]))
}

fn owes(state: &mut TypeState, bad_debt: u128) {
    state.info.books.bad_debt = Uint128::new(bad_debt);
}

fn earned(state: &mut TypeState, surplus: u128, revenue: u128) {
    state.info.books.surplus = Uint128::new(surplus);
    state.info.books.revenue = Uint128::new(revenue);
}

#[test]
fn nothing_to_do_is_nothing_done() {
    assert!(done(vec![type_state(1), type_state(2)]).is_empty());
}

#[test]
fn what_is_set_aside_is_settled_from_the_minimum_on() {
    let aside = |amount| vec![with(1, |it| it.set_aside = Uint128::new(amount))];
    assert_eq!(done(aside(USD)), ["settle 1000000 for type 1"]);
    assert!(done(aside(USD - 1)).is_empty());
}

#[test]
fn netting_and_collecting_wait_for_settling() {
    let unsettled = with(1, |it| {
        earned(it, 5_000 * USD, 5_000 * USD);
        owes(it, 50 * USD);
        it.set_aside = Uint128::one();
    });
    assert!(done(vec![unsettled.clone()]).is_empty());
    let large = with(1, |it| {
        *it = unsettled.clone();
        it.set_aside = Uint128::new(USD);
    });
    assert_eq!(done(vec![large]), ["settle 1000000 for type 1"]);
}

#[test]
fn own_bad_debt_is_netted_against_own_surplus() {
    let own = with(1, |it| {
        earned(it, 30 * USD, 0);
        owes(it, 50 * USD);
    });
    assert_eq!(done(vec![own]), ["net 30000000 of type 1"]);
}

#[test]
fn what_is_above_the_buffer_pays_for_another_type() {
    let payer = with(1, |it| earned(it, 1_040 * USD, 0));
    let owing = with(2, |it| {
        owes(it, 50 * USD);
        earned(it, 3 * USD, 0);
    });
    assert_eq!(
        done(vec![payer, owing.clone()]),
        ["net 43000000 of type 1 with type 2"]
    );
    let poor = with(1, |it| earned(it, 1_000 * USD, 0));
    assert_eq!(done(vec![poor, owing]), ["net 3000000 of type 2"]);
}

#[test]
fn fees_above_the_buffer_are_collected() {
    let rich = |revenue| vec![with(1, |it| earned(it, 1_100 * USD, revenue))];
    assert_eq!(done(rich(40 * USD)), ["collect 40000000 of type 1"]);
    assert_eq!(done(rich(400 * USD)), ["collect 100000000 of type 1"]);
    assert!(done(rich(9 * USD)).is_empty());
}

#[test]
fn an_index_that_stood_still_for_a_day_is_accrued() {
    let since = |seconds| vec![with(1, |it| it.info.books.accrued_at = NOW - seconds)];
    assert_eq!(done(since(86_400)), ["accrue type 1 after 86400 s"]);
    assert!(done(since(86_399)).is_empty());
    let without_debt = with(1, |it| {
        it.info.books.accrued_at = NOW - 90_000;
        it.info.books.total_normalized = Uint128::zero();
    });
    let without_fee = with(1, |it| {
        it.info.books.accrued_at = NOW - 90_000;
        it.info.risk.stability_fee = Decimal::zero();
    });
    assert!(done(vec![without_debt, without_fee]).is_empty());
}

#[test]
fn one_ledger_is_touched_once() {
    let busy = with(1, |it| {
        earned(it, 1_100 * USD, 90 * USD);
        owes(it, 10 * USD);
        it.info.books.accrued_at = NOW - 90_000;
    });
    assert_eq!(done(vec![busy]), ["net 10000000 of type 1"]);
}

#[test]
fn h50_nothing_is_done_while_gas_costs_more_than_it_may() {
    let types = vec![
        with(1, |it| it.set_aside = Uint128::new(USD)),
        with(2, |it| earned(it, 1_100 * USD, 90 * USD)),
        with(3, |it| it.info.books.accrued_at = NOW - 90_000),
    ];
    let mut dear = snapshot(types, vec![]);
    assert_eq!(texts(&dear).len(), 3);
    dear.gas.usd = Decimal::percent(10_000 * 10);
    assert!(texts(&dear).is_empty());
}
