//! Storage and queries: I25, I26.

use ballast_types::{
    vault::{CollateralTypeResponse, PositionResponse, Rooms, Selection},
    CollateralTypeId,
};
use cosmwasm_std::Uint128;

use super::{Checked, Report};
use crate::{LIQUIDATION, ORACLE, VAULT};

/// Positions and deposits that are asked for one by one in each check.
const SAMPLE: usize = 4;

/// Names of single records and of maps, by contract. What is not here is a leftover.
const NAMESPACES: [(&str, &[&str], &[&str]); 3] = [
    (
        VAULT,
        &[
            "contract_info",
            "ownership",
            "guardian",
            "contracts",
            "pause",
            "last_type",
        ],
        &[
            "params",
            "book",
            "assets",
            "group",
            "base_rates",
            "pos",
            "r",
            "by_owner",
            "operators",
            "offers",
            "order",
            "t",
        ],
    ),
    (
        ORACLE,
        &["contract_info", "ownership", "guardian"],
        &["feeds", "feeders", "price"],
    ),
    (
        LIQUIDATION,
        &["contract_info", "ownership", "vault", "stablecoin"],
        &[
            "assets",
            "pools",
            "past_sums",
            "deposits",
            "aside",
            "abook",
            "auc",
            "terms",
            "surplus",
            "leftovers",
        ],
    ),
];

/// I25: no temporary state survives a transaction: contracts store nothing but their known records.
pub(super) fn i25_only_known_namespaces_are_stored(checked: &Checked, report: &mut Report) {
    for (contract, singles, maps) in NAMESPACES {
        let records = checked.chain.contract_dump(contract).unwrap_or_default();
        for (key, _) in records {
            let is_single = singles.iter().any(|name| name.as_bytes() == key);
            let is_entry = maps.iter().any(|name| is_in_map(name, &key));
            report.require("I25", is_single || is_entry, || {
                format!(
                    "{contract} stores an unknown record '{}'",
                    key.escape_ascii()
                )
            });
        }
    }
}

fn is_in_map(name: &str, key: &[u8]) -> bool {
    let [high, low, rest @ ..] = key else {
        return false;
    };
    usize::from(u16::from_be_bytes([*high, *low])) == name.len()
        && rest.starts_with(name.as_bytes())
}

/// I26: every query answers, and answers agree with each other. Lists have been read already; here
/// single entries, plans and the rest are asked for, a few of each.
pub(super) fn i26_queries_answer_and_agree(checked: &Checked, report: &mut Report) {
    for (id, info) in &checked.state.types {
        let alone = report.answered(checked.chain.collateral_type(*id));
        report.require("I26", alone.is_none_or(|alone| alone == *info), || {
            format!("type {id} answers otherwise alone than in the list")
        });
        agree_on_positions(checked, *id, report);
        agree_on_pool(checked, info, report);
        answer_plans(checked, info, report);
    }
    for feed in checked.state.feeds.keys() {
        report.answered(checked.chain.feeders(feed));
    }
}

/// A few entries, the last one among them, so that new ones are always seen.
fn sample<'a, T>(entries: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    let entries: Vec<&T> = entries.collect();
    let step = (entries.len() / SAMPLE).max(1);
    entries
        .into_iter()
        .rev()
        .step_by(step)
        .take(SAMPLE)
        .collect()
}

fn agree_on_positions(checked: &Checked, id: CollateralTypeId, report: &mut Report) {
    let chain = checked.chain;
    let positions: Vec<&PositionResponse> = sample(checked.state.positions_of(id));
    for position in positions {
        let number = position.position;
        let alone = report.answered(chain.position(number));
        report.require(
            "I26",
            alone.as_ref().is_none_or(|alone| alone == position),
            || format!("position {number} answers {alone:?} alone and {position:?} in the list"),
        );
        report.answered(chain.operators(number));
        let owner = chain.names().name_of(&position.owner);
        if chain.names().address(owner).is_ok() {
            let owned = report
                .answered(chain.positions_of(owner))
                .unwrap_or_default();
            report.require("I26", owned.contains(position), || {
                format!("position {number} is not among those of its owner {owner}")
            });
        }
    }
}

fn agree_on_pool(checked: &Checked, info: &CollateralTypeResponse, report: &mut Report) {
    let (chain, id) = (checked.chain, info.collateral_type);
    let pool = report.answered(chain.pool(id));
    let listed = checked.state.pools.get(&id);
    report.require("I26", listed.is_none() || pool.as_ref() == listed, || {
        format!("pool {id} answers {pool:?} alone and {listed:?} in the list")
    });
    let set_aside = pool.map(|pool| pool.set_aside).unwrap_or_default();
    if let Some(bad_debt) = report.answered(chain.bad_debt(id)) {
        let booked = info.books.bad_debt;
        let agrees = bad_debt.booked == booked
            && bad_debt.set_aside == set_aside
            && bad_debt.net
                == booked
                    .saturating_sub(set_aside)
                    .saturating_sub(bad_debt.auctioned);
        report.require("I26", agrees, || {
            format!("type {id}: bad debt {bad_debt:?}, booked {booked}, set aside {set_aside}")
        });
    }
    for deposit in sample(checked.state.deposits.get(&id).into_iter().flatten()) {
        let depositor = chain.names().name_of(&deposit.depositor);
        let alone = chain
            .names()
            .address(depositor)
            .is_ok()
            .then(|| chain.deposit(id, depositor));
        let alone = alone.and_then(|alone| report.answered(alone));
        report.require(
            "I26",
            alone.as_ref().is_none_or(|alone| alone == deposit),
            || {
                format!(
                    "deposit of {depositor} answers {alone:?} alone and {deposit:?} in the list"
                )
            },
        );
    }
}

/// Plans answer whenever there is a price.
fn answer_plans(checked: &Checked, info: &CollateralTypeResponse, report: &mut Report) {
    let (chain, id) = (checked.chain, info.collateral_type);
    report.answered(chain.rooms(id, 0));
    if checked.state.spot(info).is_none() {
        return;
    }
    let selection = || Selection::Riskiest { limit: 5 };
    report.answered(chain.liquidation_plan(id, selection(), 0));
    let rooms = Rooms {
        caller: Uint128::MAX,
        ..Rooms::default()
    };
    report.answered(chain.seizure_plan(id, selection(), rooms));
}
