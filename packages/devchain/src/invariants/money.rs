//! Supply, totals, ledger and balances: I1 to I4.

use ballast_types::CollateralTypeId;
use cosmwasm_std::Uint128;

use super::{Checked, Report};
use crate::{state, LIQUIDATION, STABLECOIN, VAULT};

/// I1: supply = minted - burned by the vault - burned by holders, and no more than the vault minted
/// and did not burn. Mints and burns are those that the chain has seen.
pub(super) fn i01_supply_is_what_was_minted_less_what_was_burned(
    checked: &Checked,
    report: &mut Report,
) {
    let (seen, supply) = (checked.chain.witness(), checked.state.supply);
    let burned = seen.burned_by_vault + seen.burned_by_holders;
    report.require("I1", supply + burned == seen.minted, || {
        format!(
            "supply {supply} + burned {burned} is not minted {}",
            seen.minted
        )
    });
}

/// I2: the positions' normalized debts and collateral add up to their type's totals, exactly.
pub(super) fn i02_positions_add_up_to_totals(checked: &Checked, report: &mut Report) {
    for (id, info) in &checked.state.types {
        let zero = (Uint128::zero(), Uint128::zero());
        let (normalized, collateral) =
            checked
                .state
                .positions_of(*id)
                .fold(zero, |(normalized, collateral), it| {
                    (normalized + it.normalized_debt, collateral + it.collateral)
                });
        let books = &info.books;
        report.require("I2", normalized == books.total_normalized, || {
            let total = books.total_normalized;
            format!("type {id}: normalized debts add up to {normalized}, the total is {total}")
        });
        report.require("I2", collateral == books.total_collateral, || {
            let total = books.total_collateral;
            format!("type {id}: collateral adds up to {collateral}, the total is {total}")
        });
    }
}

/// I3: exactly, sum of (booked + bad debt - surplus) = minted - burned by the vault. For each type,
/// booked <= sum of the positions' debts, each rounded up, <= booked + number of positions.
pub(super) fn i03_ledger_is_exact(checked: &Checked, report: &mut Report) {
    let seen = checked.chain.witness();
    let (owed, surplus) = checked.state.ledger();
    report.require("I3", owed + seen.burned_by_vault == seen.minted + surplus, || {
        let (minted, burned) = (seen.minted, seen.burned_by_vault);
        format!(
            "booked and bad debt {owed} - surplus {surplus} is not minted {minted} - burned {burned}"
        )
    });
    for (id, info) in &checked.state.types {
        let booked = info.books.booked;
        let (mut debts, mut count) = (Uint128::zero(), Uint128::zero());
        for position in checked.state.positions_of(*id) {
            debts += position.debt;
            count += Uint128::one();
            let exact = state::debt(position, info);
            report.require("I3", position.debt.u128() == exact.u128(), || {
                format!(
                    "position {}: debt {} is not {exact}",
                    position.position, position.debt
                )
            });
        }
        report.require("I3", booked <= debts && debts <= booked + count, || {
            format!("type {id}: debts {debts} are not within {booked} + {count} positions")
        });
    }
}

/// I4: every contract holds what its books owe. Anything above it was donated; in liquidation,
/// rounding leaves up to a few base units for each operation and deposit.
pub(super) fn i04_balances_cover_books(checked: &Checked, report: &mut Report) {
    for (contract, holdings) in &checked.state.holdings {
        for (asset, held) in holdings {
            let owed = owed(checked, contract, asset);
            let donated = checked.chain.witness().donated(contract, asset);
            let dust = if contract == LIQUIDATION {
                dust(checked) + left(checked, asset)
            } else {
                Uint128::zero()
            };
            let least = owed + donated;
            report.require("I4", least <= *held && *held <= least + dust, || {
                format!("{contract} holds {held} {asset}, owes {owed}, was given {donated}")
            });
        }
    }
}

/// What a contract's books say that it owes of an asset.
fn owed(checked: &Checked, contract: &str, asset: &str) -> Uint128 {
    let state = checked.state;
    let types = || {
        state
            .types
            .values()
            .filter(|it| checked.chain.names().asset_name(&it.asset) == asset)
    };
    match contract {
        VAULT if asset == STABLECOIN => {
            let orders = state.orders.values();
            orders.map(|it| it.reserve_stablecoin).sum()
        }
        VAULT => {
            let totals = types().map(|it| it.books.total_collateral);
            let reserves = types().map(|it| in_reserve(checked, it.collateral_type));
            totals.chain(reserves).sum()
        }
        LIQUIDATION if asset == STABLECOIN => owed_by_pools(checked),
        LIQUIDATION => {
            let deposits = types().filter_map(|it| state.deposits.get(&it.collateral_type));
            let gains = deposits.flatten().map(|deposit| deposit.collateral_gain);
            let auctioned = types().map(|it| auctioned(checked, it.collateral_type));
            gains.chain(auctioned).sum()
        }
        _ => Uint128::zero(),
    }
}

/// Collateral in reserve beside a type's positions.
fn in_reserve(checked: &Checked, id: CollateralTypeId) -> Uint128 {
    let orders = checked.state.orders.values();
    let of_type = orders.filter(|it| it.position.collateral_type() == id);
    of_type.map(|it| it.reserve_collateral).sum()
}

/// Collateral under auction, left over of lots, and of lots that were too small.
fn auctioned(checked: &Checked, id: CollateralTypeId) -> Uint128 {
    let state = checked.state;
    let totals = state.auction_totals.get(&id);
    let totals = totals.map(|it| it.lots + it.surplus_collateral);
    totals
        .into_iter()
        .chain(state.leftovers.get(&id).copied())
        .sum()
}

/// Stablecoin: what is deposited, what vests, what has vested, what is set aside.
fn owed_by_pools(checked: &Checked) -> Uint128 {
    let state = checked.state;
    let pools = state
        .pools
        .values()
        .map(|pool| pool.total + pool.unvested + pool.set_aside);
    let gains = state
        .deposits
        .values()
        .flatten()
        .map(|deposit| deposit.stablecoin_gain);
    pools.chain(gains).sum()
}

/// What gains of nobody's units may have left of an asset.
fn left(checked: &Checked, asset: &str) -> Uint128 {
    let (seen, names) = (checked.chain.witness(), checked.chain.names());
    if asset == STABLECOIN {
        return seen.yield_left;
    }
    let types = checked.state.types.values();
    let of_asset = types.filter(|it| names.asset_name(&it.asset) == asset);
    let left = of_asset.filter_map(|it| seen.collateral_left.get(&it.collateral_type));
    left.sum()
}

/// What rounding may have left: a depositor's amount, collateral gain and yield are each rounded
/// down whenever its deposit is touched, and once more when they are read.
pub(super) fn dust(checked: &Checked) -> Uint128 {
    let deposits: usize = checked.state.deposits.values().map(Vec::len).sum();
    let deposits = u64::try_from(deposits).unwrap_or(u64::MAX);
    checked.chain.witness().rounding_units() + Uint128::from(deposits) * Uint128::new(3)
}
