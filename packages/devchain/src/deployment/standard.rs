//! The deployment that tests, sandbox and demo begin with.

use cosmwasm_std::{Decimal, Uint128};

use super::{
    Account, AssetKind, AssetSpec, CollateralSpec, Deployment, FeedSpec, GroupSpec, Marketing,
    StablecoinSpec,
};
use ballast_types::{
    liquidation::AuctionParams,
    oracle::{FeedKind, Panel},
    vault::{MarginParams, RiskParams},
};

/// 11 March 2020, 00:00 UTC: where the embedded price table begins.
const START: u64 = 1_583_884_800;

/// A million US dollars in stablecoin base units.
const MILLION_USD: u128 = 1_000_000_000_000;

/// Accounts that come with money, beside the treasury's and the feeders'.
const HOLDERS: [&str; 6] = ["alice", "bob", "carol", "dave", "erin", "keeper"];

impl Deployment {
    /// Ether (`eth`, native `aeth`, 18 decimals) as type 1 and bitcoin (`wbtc`, cw20, 8 decimals) as
    /// type 2 in the group `majors`, with the ratios of the design: base and target 160%,
    /// liquidation 140%, mint ratio of 6 standard deviations of a day up to 250%, penalty 10%, reward 0.5%, fee 2%, floor 100 USD; auctions from 105% of spot to a
    /// floor of 70%, penalty 2%, dust 100 USD, for 10% of the debt but at least 100,000 USD. A third asset (`stake`,
    /// native `ustake`, 6 decimals) is no collateral.
    ///
    /// Four feeders with a quorum of three, a step of 10% and a gap of 30 s. `alice`, `bob`, `carol`, `dave`, `erin` and `keeper`
    /// hold 10,000 eth, 1,000 wbtc and 1,000,000 stake each; `owner`, `guardian` and `treasury`
    /// hold nothing.
    pub fn standard() -> Self {
        Self {
            start_time: START,
            stablecoin: StablecoinSpec {
                name: "Ballast USD".to_owned(),
                symbol: "BALUSD".to_owned(),
                marketing: Some(Marketing {
                    project: "Ballast".to_owned(),
                    description: "A collateralised dollar stablecoin".to_owned(),
                }),
            },
            owner: "owner".to_owned(),
            guardian: "guardian".to_owned(),
            feeds: vec![feed("ETH"), feed("BTC")],
            groups: vec![GroupSpec {
                name: "majors".to_owned(),
                debt_ceiling: Uint128::new(1_500 * MILLION_USD),
            }],
            assets: vec![
                native("eth", 18, "aeth"),
                AssetSpec {
                    name: "wbtc".to_owned(),
                    decimals: 8,
                    kind: AssetKind::Cw20 {
                        symbol: "WBTC".to_owned(),
                    },
                },
                native("stake", 6, "ustake"),
            ],
            collateral_types: vec![collateral("eth", "ETH"), collateral("wbtc", "BTC")],
            accounts: accounts(),
        }
    }
}

fn feed(name: &str) -> FeedSpec {
    FeedSpec {
        feed: name.to_owned(),
        kind: FeedKind::price(Panel::new(1, 3, 60), 3_600),
        feeders: (1..=4).map(|number| format!("feeder-{number}")).collect(),
    }
}

fn native(name: &str, decimals: u8, denom: &str) -> AssetSpec {
    AssetSpec {
        name: name.to_owned(),
        decimals,
        kind: AssetKind::Native {
            denom: denom.to_owned(),
        },
    }
}

fn collateral(asset: &str, feed: &str) -> CollateralSpec {
    CollateralSpec {
        asset: asset.to_owned(),
        feed: feed.to_owned(),
        group: "majors".to_owned(),
        liquidation_ratio: Decimal::percent(140),
        target_ratio: Decimal::percent(160),
        risk: RiskParams {
            base_mint_ratio: Decimal::percent(160),
            margin: MarginParams {
                cap: Decimal::percent(250),
                confidence: Decimal::percent(600),
                horizon: 86_400,
                crowding: Decimal::one(),
                rate_shock: Decimal::percent(20),
            },
            liquidation_penalty: Decimal::percent(10),
            keeper_reward_share: Decimal::permille(5),
            keeper_reward_cap: Decimal::percent(1_000 * 100),
            minimum_discount: Decimal::percent(1),
            stability_fee: Decimal::percent(2),
            debt_ceiling: Uint128::new(1_000 * MILLION_USD),
            ceiling_gap: Uint128::new(100 * MILLION_USD),
            ceiling_interval: 3_600,
            debt_floor: Uint128::new(100_000_000),
            surplus_buffer: Uint128::new(1_000_000_000),
            pool_share: Decimal::percent(75),
            treasury: "treasury".to_owned(),
        },
        auctions: Some(auctions()),
    }
}

fn auctions() -> AuctionParams {
    AuctionParams {
        start: Decimal::percent(105),
        floor: Decimal::percent(70),
        penalty: Decimal::percent(2),
        dust: Uint128::new(100_000_000),
        restart_reward_share: Decimal::permille(1),
        restart_reward_cap: Decimal::percent(10 * 100),
        cap_share: Decimal::percent(10),
        cap_minimum: Uint128::new(100_000_000_000),
    }
}

fn accounts() -> Vec<Account> {
    let balance = |asset: &str, amount: u128| (asset.to_owned(), Uint128::new(amount));
    let with_money = HOLDERS.iter().map(|name| Account {
        name: (*name).to_owned(),
        balances: [
            balance("eth", 10_000 * 10u128.pow(18)),
            balance("wbtc", 1_000 * 10u128.pow(8)),
            balance("stake", 1_000_000 * 10u128.pow(6)),
        ]
        .into(),
    });
    let without = ["owner", "guardian", "treasury"]
        .map(str::to_owned)
        .into_iter();
    let without = without.chain((1..=4).map(|number| format!("feeder-{number}")));
    with_money
        .chain(without.map(|name| Account {
            name,
            balances: [].into(),
        }))
        .collect()
}
