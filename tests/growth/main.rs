//! I27, H31, H40: what an operation costs does not depend on how many positions, orders, depositors,
//! auctions and feeds there are, nor on how many of them are the sender's own.
//!
//! Two small sizes, or with `BALLAST_OPERATIONS` set (as in the full run) 100, 10,000 and 100,000.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests say so by panicking

mod auctions;
mod crowd;
mod feeds;
mod meter;
mod operations;

use std::collections::BTreeMap;

use ballast_devchain::{invariants, Counts, Deployment, Devchain};

use crowd::{Crowd, HOARDER};
use meter::Measured;

const QUICK: &[usize] = &[100, 1_000];
const FULL: &[usize] = &[100, 10_000, 100_000];
/// Up to so many positions every invariant is checked over the whole state: it takes a while.
const CHECKED: usize = 1_000;

fn sizes() -> &'static [usize] {
    if std::env::var_os("BALLAST_OPERATIONS").is_some() {
        FULL
    } else {
        QUICK
    }
}

/// Everything that is counted, but for bytes: numbers grow by a digit now and then.
fn operations_of(counts: &BTreeMap<String, Counts>) -> Vec<(String, [u64; 5])> {
    let counts = counts.iter();
    counts
        .map(|(contract, it)| {
            (
                contract.clone(),
                [it.calls, it.reads, it.writes, it.deletes, it.steps],
            )
        })
        .collect()
}

fn sum(counts: &BTreeMap<String, Counts>) -> Counts {
    counts.values().fold(Counts::default(), |mut sum, counts| {
        sum += *counts;
        sum
    })
}

fn holds_everything(chain: &Devchain) {
    assert_eq!(invariants::check(chain), vec![]);
}

#[test]
fn i27_h31_h40_no_operation_costs_more_among_many() {
    let mut crowd = Crowd::new();
    let mut measured: Vec<(usize, &str, Measured)> = vec![];
    for &size in sizes() {
        crowd.grow(size);
        if size <= CHECKED {
            holds_everything(&crowd.chain);
        }
        for who in [HOARDER, "bob"] {
            measured.push((size, who, operations::measure(&crowd.chain, who)));
        }
    }
    equal_at_every_size(&measured);
}

#[test]
fn i27_nothing_about_an_auction_costs_more_among_many() {
    let mut auctions = auctions::Auctions::new();
    let mut measured: Vec<(usize, &str, Measured)> = vec![];
    for &size in sizes() {
        auctions.grow(size);
        if size <= CHECKED {
            holds_everything(&auctions.chain);
        }
        measured.push((size, HOARDER, auctions::measure(&auctions.chain)));
    }
    equal_at_every_size(&measured);
}

#[test]
fn i27_a_report_costs_the_same_among_many_feeds() {
    let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
    let measured: Vec<_> = feeds::SIZES
        .iter()
        .map(|&size| {
            feeds::grow(&mut chain, size);
            holds_everything(&chain);
            (size, HOARDER, feeds::measure(&chain))
        })
        .collect();
    equal_at_every_size(&measured);
}

/// The same reads, writes, deletions and steps at every size, and gas that no longer numbers explain.
fn equal_at_every_size(measured: &[(usize, &str, Measured)]) {
    print(measured);
    let (_, _, first) = &measured[0];
    for (size, who, those) in measured {
        assert_eq!(first.len(), those.len());
        for ((name, few), (_, many)) in first.iter().zip(those) {
            let (few_ops, many_ops) = (operations_of(few), operations_of(many));
            assert_eq!(few_ops, many_ops, "{name} by {who} among {size}");
            let (few, many) = (sum(few).storage_gas(), sum(many).storage_gas());
            assert!(
                many <= few + few / 10,
                "{name} by {who} among {size}: {many} after {few}"
            );
        }
    }
}

/// A line for each operation: operations on storage and their gas, at each size.
fn print(measured: &[(usize, &str, Measured)]) {
    let rows: Vec<_> = measured
        .iter()
        .filter(|(_, who, _)| *who == HOARDER)
        .collect();
    print!("| operation | reads | writes | deletes | steps |");
    for (size, _, _) in &rows {
        print!(" operations at {size} | gas at {size} |");
    }
    println!();
    println!("|{}", "---|".repeat(5 + rows.len() * 2));
    for (place, (name, counts)) in rows[0].2.iter().enumerate() {
        let it = sum(counts);
        print!(
            "| {name} | {} | {} | {} | {} |",
            it.reads, it.writes, it.deletes, it.steps
        );
        for (_, _, those) in &rows {
            let it = sum(&those[place].1);
            print!(" {} | {} |", it.operations(), it.storage_gas());
        }
        println!();
    }
}
