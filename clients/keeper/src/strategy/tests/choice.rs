//! Whom a plan is asked for.

use ballast_types::PositionId;
use cosmwasm_std::Decimal;
use proptest::prelude::*;

use super::{
    super::{
        choice::{is_enough, selections, Bar, Candidate, MOST},
        gas,
    },
    fixtures::*,
};

/// A unit of gas costs a millionth of a US dollar.
fn bar(batch: usize, profit: u64) -> Bar {
    let mut terms = snapshot(vec![], vec![]).gas;
    terms.price = Decimal::one();
    Bar {
        beside: 0,
        batch,
        minimum_profit: Decimal::percent(profit),
        terms,
        buys: false,
    }
}

/// Numbered in the order of risk, from 1 on, with incomes in cents.
fn candidates(cents: &[u64]) -> Vec<Candidate> {
    let numbered = (1u32..).zip(cents);
    let candidate = |(number, cents): (u32, &u64)| Candidate {
        position: PositionId::new(1, number),
        income: Decimal::percent(*cents),
    };
    numbered.map(candidate).collect()
}

fn asked(cents: &[u64], bar: &Bar) -> Vec<Vec<u32>> {
    let selections = selections(&candidates(cents), bar).into_iter();
    selections
        .map(|ids| ids.iter().map(|id| id.number()).collect())
        .collect()
}

#[test]
fn a_message_must_bring_its_gas_and_the_profit() {
    assert_eq!(bar(1, 10).of(1), Decimal::permille(375));
    assert_eq!(bar(9, 0).of(4), Decimal::permille(335));
}

#[test]
fn the_riskiest_are_asked_for_first() {
    // A message alone must bring 37.5 cents, one of two 39.5.
    assert_eq!(asked(&[40, 50, 60], &bar(2, 10)), [[1, 2, 3]]);
    assert_eq!(asked(&[20, 20, 60], &bar(2, 10)), [vec![1, 2, 3], vec![3]]);
}

#[test]
fn batches_that_do_not_pay_are_not_asked_for() {
    assert_eq!(asked(&[2, 2, 2, 60], &bar(2, 10)), [vec![3, 4], vec![4]]);
    assert!(asked(&[2, 2, 2, 2], &bar(2, 10)).is_empty());
    assert!(asked(&[], &bar(2, 10)).is_empty());
}

#[test]
fn positions_that_pay_only_together_are_found_apart() {
    // In the order of risk no two neighbours bring 39 cents.
    assert_eq!(asked(&[20, 2, 2, 20], &bar(2, 10)), [[1, 4]]);
}

#[test]
fn the_largest_are_kept_wherever_they_stand() {
    let mut cents = vec![2; 100];
    cents.push(100);
    assert_eq!(asked(&cents, &bar(1, 10)), [[101]]);
    let first = &asked(&cents, &bar(25, 70))[0];
    assert_eq!((first.len(), first.last()), (25, Some(&101)));
}

proptest! {
    #[test]
    fn if_any_message_pays_one_is_asked_for(
        cents in prop::collection::vec(2u64..80, 0..300), batch in 1usize..40, profit in 0u64..300
    ) {
        let bar = bar(batch, profit);
        let all = candidates(&cents);
        let mut largest = cents.clone();
        largest.sort_unstable_by(|a, b| b.cmp(a));
        let pays = |cents: &[u64]| Decimal::percent(cents.iter().sum()) >= bar.of(cents.len());
        let some_pays = (1..=batch.min(largest.len())).any(|count| pays(&largest[..count]));
        prop_assert_eq!(is_enough(&all, &bar), some_pays);
        let asked = asked(&cents, &bar);
        prop_assert_eq!(!asked.is_empty(), some_pays);
        for numbers in &asked {
            prop_assert!(numbers.len() <= MOST && numbers.windows(2).all(|pair| pair[0] < pair[1]));
            let incomes: Vec<_> = numbers.iter().map(|n| cents[*n as usize - 1]).collect();
            prop_assert!(incomes.chunks(batch).any(pays), "no message of {:?} pays", incomes);
        }
    }

    #[test]
    fn one_more_in_a_message_never_costs_more_than_its_share(positions in 1usize..100) {
        let bar = bar(100, 10);
        let share = bar.terms.cost_up(gas::POSITION);
        prop_assert!(bar.of(positions + 1) <= bar.of(positions) + share);
    }
}
