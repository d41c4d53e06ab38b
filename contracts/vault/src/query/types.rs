//! For governance: types, totals, ledger, groups.

use ballast_math::{Books, Ramp};
use ballast_types::{
    page_size, units,
    vault::{BooksResponse, CollateralTypeResponse, GroupResponse, RatioRamp},
    Asset, CollateralTypeId, GroupId,
};
use cosmwasm_std::{Deps, Env, Order, StdResult, Uint128};
use cw_storage_plus::Bound;

use crate::{
    collateral_type::CollateralType,
    state::{GROUPS, PARAMS},
    ContractError,
};

/// One type as of now.
pub fn collateral_type(
    deps: Deps,
    env: &Env,
    id: CollateralTypeId,
) -> Result<CollateralTypeResponse, ContractError> {
    let now = env.block.time.seconds();
    let CollateralType { params, books, .. } = CollateralType::load(deps.storage, id, now)?;
    Ok(CollateralTypeResponse {
        collateral_type: id,
        asset: Asset::from(params.asset),
        decimals: params.decimals.get(),
        feed: params.feed,
        group: params.group,
        liquidation_ratio: ramp(params.liquidation_ratio, now),
        target_ratio: ramp(params.target_ratio, now),
        risk: params.risk.unchecked(deps.api)?,
        books: books_response(&books),
    })
}

/// All types in order.
pub fn collateral_types(
    deps: Deps,
    env: &Env,
    start_after: Option<CollateralTypeId>,
    limit: Option<u32>,
) -> Result<Vec<CollateralTypeResponse>, ContractError> {
    PARAMS
        .keys(
            deps.storage,
            start_after.map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(page_size(limit))
        .map(|id| collateral_type(deps, env, id?))
        .collect()
}

/// All groups in order.
pub fn groups(
    deps: Deps,
    start_after: Option<GroupId>,
    limit: Option<u32>,
) -> StdResult<Vec<GroupResponse>> {
    GROUPS
        .range(
            deps.storage,
            start_after.map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(page_size(limit))
        .map(|entry| {
            let (group, stored) = entry?;
            let debt_ceiling = units::debt_amount(stored.ceiling);
            Ok(GroupResponse {
                group,
                debt_ceiling,
                debt: units::debt_amount(stored.debt),
            })
        })
        .collect()
}

fn ramp(ramp: Ramp, now: u64) -> RatioRamp {
    RatioRamp {
        now: units::decimal(ramp.at(now)),
        from: units::decimal(ramp.from),
        to: units::decimal(ramp.to),
        start: ramp.start,
        end: ramp.end,
    }
}

fn books_response(books: &Books) -> BooksResponse {
    BooksResponse {
        index: Uint128::new(books.index.u128()),
        accrued_at: books.accrued_at,
        total_normalized: Uint128::new(books.total_normalized.u128()),
        total_collateral: units::collateral_amount(books.total_collateral),
        booked: units::debt_amount(books.booked),
        line: units::debt_amount(books.line),
        line_raised_at: books.line_raised_at,
        revenue: units::debt_amount(books.revenue),
        surplus: units::debt_amount(books.surplus),
        bad_debt: units::debt_amount(books.bad_debt),
        positions_opened: books.positions_opened,
    }
}
