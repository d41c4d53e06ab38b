//! A plan, and a chain that does what each step asks of it.

use std::{collections::BTreeMap, path::Path};

use ballast_client::ContractInfo;
use ballast_types::{
    liquidation, oracle,
    oracle::FeedResponse,
    vault::{
        self, BooksResponse, CollateralTypeResponse, ContractsResponse, GroupResponse, RatioRamp,
    },
};
use cosmwasm_std::{Decimal, Uint128};
use cw20::{MinterResponse, TokenInfoResponse};

use crate::{
    found::Found,
    next::{code_of, missing, Step},
    plan::Addresses,
    Artifacts, DeploymentFile, Plan, LIQUIDATION, ORACLE, STABLECOIN, VAULT,
};

pub(super) fn artifacts() -> Artifacts {
    let folder = tempfile::tempdir().unwrap();
    for code in [
        "ballast_vault",
        "ballast_oracle",
        "ballast_stablecoin",
        "ballast_liquidation",
        "cw20_base",
    ] {
        let wasm = [b"\0asm", code.as_bytes()].concat();
        std::fs::write(folder.path().join(format!("{code}.wasm")), wasm).unwrap();
    }
    Artifacts::read(folder.path(), true).unwrap()
}

pub(super) fn plan() -> Plan {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deployments/example-mainnet.toml");
    let text = std::fs::read_to_string(file).unwrap();
    let coin = "denom = \"ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2\"";
    let token = "token = { symbol = \"ATOM\", balances = { north = \"5\" } }";
    let file = DeploymentFile::parse(&text.replace(coin, token)).unwrap();
    file.resolve(&BTreeMap::new()).unwrap()
}

pub(super) fn addresses(plan: &Plan) -> Addresses {
    let deployer = plan.accounts.get("north").unwrap();
    plan.addresses(deployer, &artifacts()).unwrap()
}

pub(super) fn steps(plan: &Plan, found: &Found) -> Vec<Step> {
    let missing = missing(plan, &addresses(plan), &artifacts(), found);
    missing.into_iter().map(|missing| missing.step).collect()
}

/// What the chain has after a step.
pub(super) fn take(step: &Step, plan: &Plan, found: &mut Found) {
    let addresses = addresses(plan);
    let deployer = addresses.deployer.clone();
    match step {
        Step::Store(code) => {
            let id = found.codes.len() as u64 + 7;
            found.codes.insert(code, id);
        }
        Step::Create(contract) => create(contract, plan, &addresses, found),
        Step::Feed(feed) => add_feed(feed, plan, found),
        Step::Wire => {
            let of = addresses.contracts;
            let wired = ContractsResponse {
                stablecoin: of.stablecoin,
                oracle: of.oracle,
                liquidation: of.liquidation,
            };
            found.vault.as_mut().unwrap().contracts = Some(wired);
        }
        Step::Group(name) => {
            let (group, _, debt_ceiling) = plan
                .groups
                .iter()
                .find(|group| group.1 == *name)
                .unwrap()
                .clone();
            let debt = Uint128::zero();
            found.groups.push(GroupResponse {
                group,
                debt_ceiling,
                debt,
            });
        }
        Step::List(_) => list(plan, &addresses, found),
        Step::Auctions(asset) => set_up_auctions(asset, plan, found),
        Step::Offer(contract) => {
            let pending = match *contract {
                VAULT => &mut found.vault.as_mut().unwrap().pending_owner,
                ORACLE => &mut found.oracle.as_mut().unwrap().pending_owner,
                _ => &mut found.liquidation.as_mut().unwrap().pending_owner,
            };
            *pending = Some(plan.owner.clone());
            assert_ne!(plan.owner, deployer);
        }
    }
}

fn add_feed(feed: &str, plan: &Plan, found: &mut Found) {
    let mut feeds = plan.feeds.iter();
    let new = feeds.find(|new| new.feed == feed).unwrap().clone();
    let there = FeedResponse {
        feed: new.feed,
        kind: new.kind,
        feeders: 4,
        changed_at: 0,
        frozen_until: None,
        price: None,
    };
    found.feeds.push((there, new.feeders));
}

fn set_up_auctions(asset: &str, plan: &Plan, found: &mut Found) {
    let mut types = plan.numbered_types();
    let (number, planned) = types.find(|(_, it)| it.asset == asset).unwrap();
    let params = planned.auctions.clone().unwrap();
    found.auctions.insert(number, params);
}

fn create(contract: &str, plan: &Plan, addresses: &Addresses, found: &mut Found) {
    let (owner, pending_owner) = (addresses.deployer.clone(), None);
    let of = addresses.contracts.clone();
    let token = |name: &str, symbol: &str| TokenInfoResponse {
        name: name.to_owned(),
        symbol: symbol.to_owned(),
        decimals: 6,
        total_supply: Uint128::zero(),
    };
    match contract {
        VAULT => {
            found.vault = Some(vault::ConfigResponse {
                owner,
                pending_owner,
                guardian: plan.guardian.clone(),
                contracts: None,
                minting_paused_until: None,
                next_pause_from: None,
            });
        }
        ORACLE => {
            found.oracle = Some(oracle::ConfigResponse {
                owner,
                pending_owner,
                guardian: plan.guardian.clone(),
            });
        }
        LIQUIDATION => {
            let (vault, stablecoin) = (of.vault, of.stablecoin);
            found.liquidation = Some(liquidation::ConfigResponse {
                owner,
                pending_owner,
                vault,
                stablecoin,
            });
        }
        STABLECOIN => {
            found
                .tokens
                .insert(contract.to_owned(), token("Ballast USD", "BALUSD"));
            found.minter = Some(MinterResponse {
                minter: of.vault,
                cap: None,
            });
        }
        other => drop(found.tokens.insert(other.to_owned(), token("atom", "ATOM"))),
    }
    let info = ContractInfo {
        code_id: *found.codes.get(code_of(contract)).unwrap(),
        creator: addresses.deployer.clone(),
        admin: Some(plan.migration_admin.clone()),
        label: plan.label(contract),
    };
    found.contracts.insert(contract.to_owned(), info);
}

fn list(plan: &Plan, addresses: &Addresses, found: &mut Found) {
    let place = found.types.len();
    let new = plan.listing(plan.collateral_types.get(place).unwrap(), addresses);
    let fixed = |ratio: Decimal| RatioRamp {
        now: ratio,
        from: ratio,
        to: ratio,
        start: 0,
        end: 0,
    };
    let nothing = Uint128::zero();
    found.types.push(CollateralTypeResponse {
        collateral_type: u16::try_from(place + 1).unwrap(),
        asset: new.asset,
        decimals: new.decimals,
        feed: new.feed,
        group: new.group,
        liquidation_ratio: fixed(new.liquidation_ratio),
        target_ratio: fixed(new.target_ratio),
        risk: new.risk,
        books: BooksResponse {
            index: nothing,
            accrued_at: 0,
            total_normalized: nothing,
            total_collateral: nothing,
            booked: nothing,
            line: nothing,
            line_raised_at: 0,
            revenue: nothing,
            surplus: nothing,
            bad_debt: nothing,
            positions_opened: 0,
        },
    });
}

/// A chain on which everything is done.
pub(super) fn deployed(plan: &Plan) -> Found {
    let mut found = Found::default();
    while let Some(step) = steps(plan, &found).first() {
        take(step, plan, &mut found);
    }
    found
}
