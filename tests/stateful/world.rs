//! What a sequence begins with: a small system in which everything happens often.

use ballast_devchain::{
    Account, AssetKind, AssetSpec, CollateralSpec, Deployment, FeedSpec, GroupSpec,
};
use ballast_types::oracle::{FeedKind, Panel};
use cosmwasm_std::{Decimal, Uint128};

use crate::random::Random;

/// Accounts with money.
pub const HOLDERS: [&str; 8] = [
    "alice", "bob", "carol", "dave", "erin", "frank", "keeper", "whale",
];
/// Accounts that own contracts, in turn.
pub const RULERS: [&str; 2] = ["owner", "council"];
/// Accounts that guard, in turn.
pub const GUARDIANS: [&str; 2] = ["guardian", "watchman"];
/// Accounts that report prices.
pub const FEEDERS: [&str; 6] = [
    "feeder-1", "feeder-2", "feeder-3", "feeder-4", "feeder-5", "feeder-6",
];
/// Who gets the fees.
pub const TREASURY: &str = "treasury";
/// Feeds with the dollars that a whole unit costs at first.
pub const PRICES: [(&str, u64); 4] = [("ETH", 200), ("GOLD", 1_800), ("SHARE", 50), ("BTC", 8_000)];

/// A whole stablecoin.
pub const USD: u128 = 1_000_000;

/// A system with ether (coin, 18 decimals), gold (token, 6), shares (coin, none) and room for
/// bitcoin (token, 8), which is not listed at first. Parameters vary from one to the next.
pub fn deployment(random: &mut Random) -> Deployment {
    let mut deployment = Deployment::standard();
    deployment.feeds = PRICES.iter().map(|(name, _)| feed(name, random)).collect();
    deployment.groups = vec![group("majors", 5_000_000), group("others", 2_000_000)];
    deployment.assets = vec![
        coin("eth", 18, "aeth"),
        token("gold", 6),
        coin("share", 0, "share"),
        token("wbtc", 8),
        coin("stake", 6, "ustake"),
    ];
    deployment.collateral_types = vec![
        collateral("eth", "ETH", "majors", random),
        collateral("gold", "GOLD", "others", random),
        collateral("share", "SHARE", "majors", random),
    ];
    deployment.accounts = accounts();
    deployment
}

/// What bitcoin is listed with.
pub fn bitcoin(random: &mut Random) -> CollateralSpec {
    collateral("wbtc", "BTC", "others", random)
}

fn feed(name: &str, random: &mut Random) -> FeedSpec {
    let age = *random.pick(&[600, 3_600, 21_600, 86_400]);
    let mut kind = FeedKind::price(Panel::new(1, 3, 60), age);
    if let FeedKind::Price { intake } = &mut kind {
        intake.maximum_step = Decimal::percent(*random.pick(&[10, 30, 50]));
    }
    FeedSpec {
        feed: name.to_owned(),
        kind,
        feeders: FEEDERS[..4].iter().map(|&name| name.to_owned()).collect(),
    }
}

fn group(name: &str, millions: u128) -> GroupSpec {
    GroupSpec {
        name: name.to_owned(),
        debt_ceiling: Uint128::new(millions * USD),
    }
}

fn coin(name: &str, decimals: u8, denom: &str) -> AssetSpec {
    let kind = AssetKind::Native {
        denom: denom.to_owned(),
    };
    AssetSpec {
        name: name.to_owned(),
        decimals,
        kind,
    }
}

fn token(name: &str, decimals: u8) -> AssetSpec {
    let kind = AssetKind::Cw20 {
        symbol: name.to_uppercase(),
    };
    AssetSpec {
        name: name.to_owned(),
        decimals,
        kind,
    }
}

fn collateral(asset: &str, feed: &str, group: &str, random: &mut Random) -> CollateralSpec {
    let mut spec = Deployment::standard().collateral_types[0].clone();
    (spec.asset, spec.feed, spec.group) = (asset.into(), feed.into(), group.into());
    let risk = &mut spec.risk;
    risk.stability_fee = Decimal::percent(*random.pick(&[0, 2, 30, 100]));
    risk.debt_floor = Uint128::new(*random.pick(&[1, 100 * USD, 100 * USD, 500 * USD]));
    risk.surplus_buffer = Uint128::new(*random.pick(&[0, 0, 50 * USD]));
    risk.pool_share = Decimal::percent(*random.pick(&[0, 75, 75, 100]));
    risk.minimum_discount = Decimal::percent(*random.pick(&[0, 1, 5]));
    risk.keeper_reward_share = Decimal::permille(*random.pick(&[0, 5, 40]));
    risk.debt_ceiling = Uint128::new(3_000_000 * USD);
    risk.ceiling_gap = Uint128::new(*random.pick(&[500_000, 20_000]) * USD);
    risk.ceiling_interval = *random.pick(&[0, 600, 3_600]);
    // Where the mint ratio follows the market, few positions are ever near the edge.
    if random.chance(75) {
        risk.margin.cap = risk.base_mint_ratio;
    }
    spec
}

fn accounts() -> Vec<Account> {
    let holder = |name: &&str| Account {
        name: (*name).to_owned(),
        balances: [
            ("eth", 2_000 * 10u128.pow(18)),
            ("gold", 300 * 10u128.pow(6)),
            ("share", 20_000),
            ("wbtc", 50 * 10u128.pow(8)),
            ("stake", 1_000 * 10u128.pow(6)),
        ]
        .map(|(asset, amount)| (asset.to_owned(), Uint128::new(amount)))
        .into(),
    };
    let others = RULERS
        .iter()
        .chain(&GUARDIANS)
        .chain(&FEEDERS)
        .chain([&TREASURY]);
    let others = others.map(|name| Account {
        name: (*name).to_owned(),
        balances: [].into(),
    });
    HOLDERS.iter().map(holder).chain(others).collect()
}
