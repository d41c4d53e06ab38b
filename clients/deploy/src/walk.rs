//! The order of steps, on a chain that exists in this test only.

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
    differ::differences,
    found::Found,
    next::{code_of, missing, Step},
    plan::Addresses,
    Artifacts, DeployError, DeploymentFile, Plan, LIQUIDATION, ORACLE, STABLECOIN, VAULT,
};

fn artifacts() -> Artifacts {
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

fn plan() -> Plan {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deployments/example-mainnet.toml");
    let text = std::fs::read_to_string(file).unwrap();
    let coin = "denom = \"ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2\"";
    let token = "token = { symbol = \"ATOM\", balances = { north = \"5\" } }";
    let file = DeploymentFile::parse(&text.replace(coin, token)).unwrap();
    file.resolve(&BTreeMap::new()).unwrap()
}

fn addresses(plan: &Plan) -> Addresses {
    let deployer = plan.accounts.get("north").unwrap();
    plan.addresses(deployer, &artifacts()).unwrap()
}

fn steps(plan: &Plan, found: &Found) -> Vec<Step> {
    let missing = missing(plan, &addresses(plan), &artifacts(), found);
    missing.into_iter().map(|missing| missing.step).collect()
}

/// What the chain has after a step.
fn take(step: &Step, plan: &Plan, found: &mut Found) {
    let addresses = addresses(plan);
    let deployer = addresses.deployer.clone();
    match step {
        Step::Store(code) => {
            let id = found.codes.len() as u64 + 7;
            found.codes.insert(code, id);
        }
        Step::Create(contract) => create(contract, plan, &addresses, found),
        Step::Feed(feed) => {
            let new = plan
                .feeds
                .iter()
                .find(|new| new.feed == *feed)
                .unwrap()
                .clone();
            let there = FeedResponse {
                feed: new.feed,
                liars: new.liars,
                quorum: new.quorum,
                beat: new.beat,
                maximum_age: new.maximum_age,
                feeders: 4,
                price: None,
            };
            found.feeds.push((there, new.feeders));
        }
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
fn deployed(plan: &Plan) -> Found {
    let mut found = Found::default();
    while let Some(step) = steps(plan, &found).first() {
        take(step, plan, &mut found);
    }
    found
}

#[test]
fn after_each_step_the_rest_is_what_was_the_rest_before() {
    let plan = plan();
    let mut found = Found::default();
    let mut expected = steps(&plan, &found);
    assert_eq!(expected.len(), 5 + 5 + 1 + 1 + 1 + 1 + 3);
    while !expected.is_empty() {
        assert_eq!(steps(&plan, &found), expected);
        assert_eq!(differences(&plan, &addresses(&plan), &found), []);
        take(&expected.remove(0), &plan, &mut found);
    }
    assert_eq!(steps(&plan, &found), []);
    assert_eq!(differences(&plan, &addresses(&plan), &found), []);
}

#[test]
fn nothing_is_missing_or_different_once_the_owner_has_accepted() {
    let plan = plan();
    let mut found = deployed(&plan);
    found.vault.as_mut().unwrap().owner = plan.owner.clone();
    found.vault.as_mut().unwrap().pending_owner = None;
    assert_eq!(steps(&plan, &found), []);
    assert_eq!(differences(&plan, &addresses(&plan), &found), []);
}

#[test]
fn what_only_the_new_owner_can_do_is_refused_with_its_name() {
    let plan = plan();
    let mut found = deployed(&plan);
    found.oracle.as_mut().unwrap().owner = plan.owner.clone();
    found.feeds.clear();
    let addresses = addresses(&plan);
    let missing = missing(&plan, &addresses, &artifacts(), &found);
    let first = missing.first().unwrap();
    let refused = first
        .ensure_possible(&found, &addresses.deployer)
        .unwrap_err();
    assert!(
        matches!(&refused, DeployError::NotOwner { owner, .. } if *owner == plan.owner),
        "{refused}"
    );
    assert!(first.ensure_possible(&found, &plan.owner).is_ok());
}

/// Changes something on the chain, with a stranger's address at hand.
type Spoil = fn(&mut Found, String);

#[test]
fn every_difference_is_told_with_both_sides() {
    let plan = plan();
    let stranger = plan.accounts.get("west").unwrap().clone();
    let spoil: [(&str, Spoil); 9] = [
        ("vault, guardian", |found, who| {
            found.vault.as_mut().unwrap().guardian = who;
        }),
        ("vault, oracle", |found, who| {
            found
                .vault
                .as_mut()
                .unwrap()
                .contracts
                .as_mut()
                .unwrap()
                .oracle = who;
        }),
        ("oracle, owner until handed over", |found, who| {
            found.oracle.as_mut().unwrap().owner = who;
        }),
        ("liquidation, offered to", |found, who| {
            found.liquidation.as_mut().unwrap().pending_owner = Some(who);
        }),
        ("vault, migration admin", |found, who| {
            found.contracts.get_mut(VAULT).unwrap().admin = Some(who);
        }),
        ("stablecoin, minter", |found, who| {
            found.minter.as_mut().unwrap().minter = who;
        }),
        ("feed ATOM, feeders", |found, who| {
            *found.feeds[0].1.first_mut().unwrap() = format!("{who}x");
        }),
        ("group cosmos, debt ceiling", |found, _| {
            found.groups[0].debt_ceiling = Uint128::new(5);
        }),
        ("collateral type atom, treasury", |found, who| {
            found.types[0].risk.treasury = who;
        }),
    ];
    for (what, spoil) in spoil {
        let mut found = deployed(&plan);
        spoil(&mut found, stranger.clone());
        let told = differences(&plan, &addresses(&plan), &found);
        let whats: Vec<_> = told
            .iter()
            .map(|difference| difference.what.as_str())
            .collect();
        assert_eq!(whats, [what]);
        assert_ne!(told[0].file, told[0].chain);
    }
    let mut more = deployed(&plan);
    let another = more.groups[0].clone();
    more.groups.push(GroupResponse {
        group: 9,
        ..another
    });
    let told = differences(&plan, &addresses(&plan), &more);
    assert_eq!(
        told[0].to_string(),
        "group 9: the file has none, the chain one"
    );
}

#[test]
fn an_artifact_that_is_not_the_published_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
    for code in ["vault", "oracle", "stablecoin", "liquidation"] {
        write(&format!("ballast_{code}.wasm"), b"\0asm");
    }
    let artifacts = Artifacts::read(folder.path(), false).unwrap();
    let right = artifacts.checksum(VAULT).to_owned();
    write(
        "checksums.txt",
        format!("{right}  ballast_vault.wasm\n").as_bytes(),
    );
    assert!(Artifacts::read(folder.path(), false).is_ok());
    write(
        "checksums.txt",
        format!("{}  ballast_vault.wasm\n", "0".repeat(64)).as_bytes(),
    );
    let refused = Artifacts::read(folder.path(), false).unwrap_err();
    assert!(
        matches!(&refused, DeployError::Checksum { found, .. } if *found == right),
        "{refused}"
    );
    let missing = Artifacts::read(folder.path(), true)
        .unwrap_err()
        .to_string();
    assert!(!missing.is_empty());
    write("ballast_oracle.wasm", b"wasm");
    write("checksums.txt", b"");
    let refused = Artifacts::read(folder.path(), false)
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("ballast_oracle.wasm: it is no wasm module"),
        "{refused}"
    );
}
