//! What the hot paths cost: accrual, a liquidation's plan, a pool's purchase, an index key, a margin, a round.

#![allow(missing_docs, clippy::unwrap_used, clippy::arithmetic_side_effects)]

use ballast_math::{
    feed::{decide, next, Accepted, FeedTerms, Report},
    is_below, margin, plan, Collateral, Conditions, Debt, DebtIndex, Decimals, MarginTerms, Market,
    NormalizedDebt, Pool, Position, Price, Ratio, RiskKey, Rooms, Terms, Value, Volatility,
    SECONDS_PER_YEAR,
};
use criterion::{criterion_group, criterion_main, Criterion};
use std::hint::black_box;

fn market() -> Market {
    Market {
        price: Price::new(2_345_678_901_234_567_890_123),
        decimals: Decimals::new(18).unwrap(),
    }
}

fn terms() -> Terms {
    Terms {
        liquidation_ratio: Ratio::from_percent(140),
        target_ratio: Ratio::from_percent(160),
        penalty: Ratio::from_percent(10),
        floor: Debt::new(200_000_000),
        reward_share: Ratio::from_bps(50),
        reward_cap: Value::from_usd(100),
        minimum_discount: Ratio::from_percent(1),
    }
}

fn accrual(c: &mut Criterion) {
    let fee = Ratio::from_percent(5);
    for (name, seconds) in [
        ("a block", 6),
        ("an hour", 3_600),
        ("a year", SECONDS_PER_YEAR),
    ] {
        c.bench_function(&format!("accrue over {name}"), |b| {
            b.iter(|| DebtIndex::ONE.accrue_up(black_box(fee), black_box(seconds)));
        });
    }
}

fn liquidation(c: &mut Criterion) {
    let (debt, collateral) = (
        Debt::new(10_000_000_000),
        Collateral::new(5_700_000_000_000_000_000),
    );
    let pool = Rooms {
        pool: debt,
        ..Rooms::default()
    };
    let part = Debt::new(1_000_000_000);
    let three = Rooms {
        pool: part,
        caller: part,
        auction: debt,
    };
    for (name, rooms) in [("for one buyer", pool), ("for three buyers", three)] {
        c.bench_function(&format!("plan {name}"), |b| {
            b.iter(|| plan(collateral, black_box(debt), &terms(), &market(), &rooms));
        });
    }
}

fn pool(c: &mut Criterion) {
    let mut pool = Pool::new(0);
    pool.deposit(Debt::new(5_000_000_000_000), 0).unwrap();
    let (pays, collateral) = (
        Debt::new(10_000_000_000),
        Collateral::new(4_700_000_000_000_000_000),
    );
    c.bench_function("pool absorb", |b| {
        b.iter(|| {
            let mut pool = black_box(pool);
            pool.absorb(pays, collateral).map(|_| pool)
        });
    });
}

fn risk(c: &mut Criterion) {
    let position = Position {
        collateral: Collateral::new(5_700_000_000_000_000_000),
        normalized: NormalizedDebt::new(9_876_543_210_123_456_789_012),
    };
    let (market, ratio) = (market(), Ratio::from_percent(140));
    c.bench_function("risk key", |b| {
        b.iter(|| black_box(position).risk_key(market.decimals));
    });
    c.bench_function("risk key bound", |b| {
        b.iter(|| RiskKey::bound(ratio, DebtIndex::ONE, black_box(market.price)));
    });
    c.bench_function("is below", |b| {
        b.iter(|| is_below(black_box(position), market, DebtIndex::ONE, ratio));
    });
}

fn market_risk(c: &mut Criterion) {
    let terms = MarginTerms {
        base: Ratio::from_percent(160),
        cap: Ratio::from_percent(250),
        penalty: Ratio::from_percent(10),
        confidence: Ratio::from_percent(600),
        horizon: 86_400,
        crowding: Ratio::ONE,
        rate_shock: Ratio::from_percent(20),
    };
    let conditions = Conditions {
        variance: 45_662_100_457,
        group_use: Ratio::from_percent(37),
        ..Conditions::default()
    };
    c.bench_function("margin", |b| {
        b.iter(|| margin(&terms, black_box(&conditions)));
    });
    let state = Volatility::start(market().price, 0);
    let next = Price::new(2_300_000_000_000_000_000_000);
    c.bench_function("volatility", |b| {
        b.iter(|| black_box(state).observe(next, 3_600));
    });
}

/// What four feeders said, and the most there may be.
fn round(c: &mut Criterion) {
    let now = 1_700_000_040;
    let terms = FeedTerms {
        maximum_age: 600,
        maximum_step: Ratio::from_percent(10),
        confirmation_gap: 30,
        maximum_growth: None,
        changed_at: 0,
    };
    let spot = market().price;
    let last = Accepted::first(spot, now - 60, now + 540, 1);
    for (feeders, quorum) in [(4u64, 3), (32, 17)] {
        let reports: Vec<Report> = (0..feeders)
            .map(|n| Report {
                price: Price::new(spot.u128() - u128::from(n * 7 % feeders) * 1_000_000_007),
                published_at: now - n % 5,
                implied_variance: 20_294_266_870,
            })
            .collect();
        c.bench_function(&format!("accept a round of {feeders}"), |b| {
            b.iter(|| {
                next(Some(black_box(&last)), &terms, (now, 2), |after| {
                    decide(black_box(&reports), now, quorum, after)
                })
            });
        });
    }
}

criterion_group!(
    benches,
    accrual,
    liquidation,
    pool,
    risk,
    market_risk,
    round
);
criterion_main!(benches);
