//! Whole operations on the embedded chain, each at 100, 10,000 and 100,000 positions: `cargo bench
//! -p ballast-tests`. The time is that of contracts and simulator together.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a benchmark that fails says so by panicking
#![allow(missing_docs)] // of what criterion's macros make

#[path = "../growth/crowd.rs"]
mod crowd;

use std::time::{Duration, Instant};

use ballast_devchain::{Call, Devchain, Operation, LIQUIDATION, VAULT};
use ballast_types::{
    liquidation::ExecuteMsg as LiquidationMsg,
    vault::{ExecuteMsg as Msg, ReceiveMsg, Selection},
};
use cosmwasm_std::Uint128;
use criterion::{criterion_group, criterion_main, BenchmarkId, Criterion};

use crowd::{pool_deposit, repayment, set_price, Crowd, ETH, USD};

const SIZES: [usize; 3] = [100, 10_000, 100_000];
const WHO: &str = "bob";

fn operation(chain: &Devchain, call: Call) -> Operation {
    Operation {
        time: chain.now(),
        sender: WHO.to_owned(),
        calls: vec![call],
    }
}

/// Mint and repay on one large position; a unit each time, so that it never runs out.
fn mint_and_repay(criterion: &mut Criterion, chain: &mut Devchain, size: usize) {
    let done = chain
        .vault()
        .open(WHO, ETH, 2_000 * 10u128.pow(18), 100_000 * USD)
        .unwrap();
    let position = done.position().unwrap();
    let amount = Uint128::one();
    let mint = operation(
        chain,
        Call::new(VAULT, &Msg::Mint { position, amount }, &[]).unwrap(),
    );
    let mut group = criterion.benchmark_group("mint");
    group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
        bencher.iter(|| chain.run(&mint).unwrap());
    });
    group.finish();
    let repay = operation(chain, repayment(chain, &ReceiveMsg::Repay { position }, 1));
    let mut group = criterion.benchmark_group("repay");
    group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
        bencher.iter(|| chain.run(&repay).unwrap());
    });
    group.finish();
}

/// Liquidate the riskiest: one position is opened and made unsafe before each, and what is left of it
/// closed after it, off the clock.
fn liquidate(criterion: &mut Criterion, chain: &mut Devchain, size: usize) {
    let deposit = operation(chain, pool_deposit(chain, 90_000 * USD));
    chain.run(&deposit).unwrap();
    let selection = Selection::Riskiest { limit: 1 };
    let msg = LiquidationMsg::Liquidate {
        collateral_type: ETH,
        selection,
    };
    let mut group = criterion.benchmark_group("liquidate the riskiest");
    group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
        bencher.iter_custom(|times| {
            let mut taken = Duration::ZERO;
            for _ in 0..times {
                set_price(chain, 200);
                let done = chain
                    .vault()
                    .open("carol", ETH, 17 * 10u128.pow(15), 2 * USD)
                    .unwrap();
                let position = done.position().unwrap();
                set_price(chain, 160);
                let call = Call::new(LIQUIDATION, &msg, &[]).unwrap();
                let liquidate = operation(chain, call);
                let begun = Instant::now();
                chain.run(&liquidate).unwrap();
                taken += begun.elapsed();
                chain.vault().close("carol", position, 2 * USD).unwrap();
            }
            taken
        });
    });
    group.finish();
}

fn operations(criterion: &mut Criterion) {
    let mut crowd = Crowd::new();
    for size in SIZES {
        crowd.grow(size);
        let mut chain = crowd.chain.fork().unwrap();
        mint_and_repay(criterion, &mut chain, size);
        liquidate(criterion, &mut chain, size);
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(50)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(5));
    targets = operations
}
criterion_main!(benches);
