//! Snapshots to decide on.

use ballast_types::{
    liquidation::{AuctionParams, AuctionResponse},
    oracle::{FeedKind, FeedResponse, Intake, LastReport, Panel, Source},
    vault::{
        BooksResponse, CollateralTypeResponse, MarginParams, PlanResponse, PlannedSeizure,
        PositionResponse, Purchase, RatioRamp, RiskParams, SkipReason, SkippedPosition,
    },
    Asset, AuctionId, CollateralTypeId, PositionId,
};
use cosmwasm_std::{Decimal, Uint128};

use super::super::{
    auctions, decide, housekeeping, liquidation, prices, Action, FeedState, GasTerms, LiveAuctions,
    OpenOrders, Plan, Purse, Quote, Snapshot, SpotPrice, TypeState,
};
use crate::{config::Config, node::Block};

/// The time of every snapshot here.
pub const NOW: u64 = 1_600_000_020;

/// Ether at 200 USD, and a whole one of it.
pub const PRICE: u64 = 200;
pub const ETHER: u128 = 1_000_000_000_000_000_000;

pub fn snapshot(types: Vec<TypeState>, feeds: Vec<FeedState>) -> Snapshot {
    Snapshot {
        block: Block {
            height: 10,
            time: NOW,
        },
        feeds,
        rounds: vec![],
        types,
        purse: Purse {
            gas_coins: u128::MAX,
            stablecoin: Uint128::zero(),
        },
        gas: GasTerms {
            price: Decimal::permille(25),
            usd: Decimal::one(),
            decimals: 6,
            margin: Decimal::one(),
        },
    }
}

fn ramp(ratio: Decimal) -> RatioRamp {
    RatioRamp {
        now: ratio,
        from: ratio,
        to: ratio,
        start: 0,
        end: 0,
    }
}

fn risk() -> RiskParams {
    RiskParams {
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
        keeper_reward_cap: Decimal::percent(100_000),
        minimum_discount: Decimal::percent(1),
        stability_fee: Decimal::percent(2),
        debt_ceiling: Uint128::MAX,
        ceiling_gap: Uint128::MAX,
        ceiling_interval: 3_600,
        debt_floor: Uint128::new(100_000_000),
        surplus_buffer: Uint128::new(1_000_000_000),
        pool_share: Decimal::percent(75),
        treasury: "treasury".to_owned(),
    }
}

/// A type without positions, accrued just now.
pub fn type_state(id: CollateralTypeId) -> TypeState {
    let zero = Uint128::zero();
    let books = BooksResponse {
        index: Uint128::new(10u128.pow(27)),
        accrued_at: NOW,
        total_normalized: Uint128::new(10u128.pow(24)),
        total_collateral: zero,
        booked: Uint128::new(10u128.pow(12)),
        line: Uint128::MAX,
        line_raised_at: 0,
        revenue: zero,
        surplus: zero,
        bad_debt: zero,
        positions_opened: 0,
    };
    TypeState {
        info: CollateralTypeResponse {
            collateral_type: id,
            asset: Asset::Native {
                denom: "aeth".to_owned(),
            },
            decimals: 18,
            feed: "ETH".to_owned(),
            group: 1,
            liquidation_ratio: ramp(Decimal::percent(140)),
            target_ratio: ramp(Decimal::percent(160)),
            risk: risk(),
            books,
        },
        riskiest: vec![],
        set_aside: zero,
        auctioned: zero,
        auctions: LiveAuctions::default(),
        orders: OpenOrders::default(),
        pool_plan: None,
        own_plan: None,
    }
}

/// A position with a ratio in per cent; unsafe under 140.
pub fn position(number: u32, percent: u64) -> PositionResponse {
    PositionResponse {
        position: PositionId::new(1, number),
        collateral_type: 1,
        owner: "owner".to_owned(),
        pending_owner: None,
        collateral: Uint128::new(ETHER),
        debt: Uint128::new(100_000_000),
        has_order: false,
        normalized_debt: Uint128::new(10u128.pow(20)),
        price: Some(price(PRICE)),
        ratio: Some(Decimal::percent(percent)),
        is_unsafe: Some(percent < 140),
        liquidation_price: None,
        yearly_cost: Uint128::zero(),
        mint_ratio: None,
        mintable: None,
        withdrawable: None,
    }
}

pub fn price(usd: u64) -> Decimal {
    Decimal::from_ratio(usd, 1u64)
}

/// A seizure that rewards the keeper with so many base units.
pub fn seizure(number: u32, reward: u128) -> PlannedSeizure {
    let some = Uint128::new(ETHER / 2);
    PlannedSeizure {
        position: PositionId::new(1, number),
        owner: "owner".to_owned(),
        debt: some,
        collateral: some,
        reserve_collateral: Uint128::zero(),
        reserve_repaid: Uint128::zero(),
        repaid: some,
        seized: some,
        reward: Uint128::new(reward),
        pool: Purchase::default(),
        caller: Purchase::default(),
        auctioned: Uint128::zero(),
    }
}

pub fn plan(spend: u128, positions: Vec<PlannedSeizure>, no_room: &[u32]) -> Plan {
    let skipped = no_room.iter().map(|number| SkippedPosition {
        position: PositionId::new(1, *number),
        reason: SkipReason::NoRoom,
    });
    let skipped: Vec<_> = skipped.collect();
    let of = positions.iter().map(|it| it.position);
    Plan {
        spend: Uint128::new(spend),
        of: of.chain(skipped.iter().map(|it| it.position)).collect(),
        plan: PlanResponse {
            price: price(PRICE),
            positions,
            skipped,
        },
    }
}

/// The feed of ether: five feeders, three of whom make a round.
pub fn feed_response() -> FeedResponse {
    let source = Source::Feeders(Panel {
        liars: 1,
        quorum: 3,
        beat: 60,
    });
    let intake = Intake {
        source,
        maximum_age: 3_600,
        maximum_step: Decimal::percent(10),
        confirmation_gap: 30,
    };
    FeedResponse {
        feed: "ETH".to_owned(),
        kind: FeedKind::Price { intake },
        feeders: 5,
        changed_at: 1_500_000_000,
        frozen_until: None,
        price: None,
    }
}

/// A feed with a beat of 60 s that the keeper last reported to so many seconds before now.
pub fn feed(last: Option<(u64, u64)>, quote: Option<(u64, u64)>) -> FeedState {
    FeedState {
        feed: feed_response(),
        is_feeder: true,
        last_report: last.map(|(usd, published_at)| LastReport {
            price: price(usd),
            published_at,
            implied_volatility: Decimal::zero(),
        }),
        quote: quote.map(|(usd, time)| Quote {
            price: price(usd),
            time,
        }),
    }
}

pub fn report(config: &Config, snapshot: &Snapshot) -> Vec<Action> {
    decide(&prices(config), snapshot)
}

pub fn liquidate(config: &Config, snapshot: &Snapshot) -> Vec<Action> {
    decide(&liquidation(config), snapshot)
}

/// An auction of a whole ether, at so many dollars, of which so many are to be raised.
pub fn auction(number: u32, usd: u64, tab: u64) -> AuctionResponse {
    AuctionResponse {
        auction: AuctionId::new(1, number),
        collateral_type: 1,
        position: None,
        owner: None,
        lot: Uint128::new(ETHER),
        tab: Uint128::from(tab * 1_000_000),
        start_price: price(PRICE),
        price: price(usd),
        started_at: NOW - 1_000,
        ends_at: NOW + 1_000,
        restarts: 0,
        is_over: false,
        cost: Uint128::from(tab * 1_000_000),
    }
}

/// A type with live auctions, ether at 200 USD.
pub fn with_auctions(live: Vec<AuctionResponse>) -> TypeState {
    let mut state = type_state(1);
    state.auctions = LiveAuctions {
        live,
        price: Some(SpotPrice {
            usd: price(PRICE),
            is_valid: true,
        }),
        params: Some(AuctionParams {
            start: Decimal::percent(105),
            floor: Decimal::percent(70),
            penalty: Decimal::percent(2),
            dust: Uint128::new(100_000_000),
            restart_reward_share: Decimal::permille(1),
            restart_reward_cap: price(1_000),
            cap_share: Decimal::percent(10),
            cap_minimum: Uint128::MAX,
        }),
        offers: vec![],
    };
    state
}

pub fn on_auctions(config: &Config, snapshot: &Snapshot) -> Vec<Action> {
    decide(&auctions(config), snapshot)
}

pub fn keep_house(config: &Config, snapshot: &Snapshot) -> Vec<Action> {
    decide(&housekeeping(config), snapshot)
}
