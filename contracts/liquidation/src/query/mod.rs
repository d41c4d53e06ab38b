//! Answers. All are as of the block's time: yield that has vested by now counts.

mod auctions;

use ballast_guard::ownership;
use ballast_math::{Pool, PoolDeposit};
use ballast_types::{
    liquidation::{
        AuctionOrder, BadDebtResponse, ConfigResponse, DepositResponse, PoolResponse, QueryMsg,
    },
    page_size,
    units::{collateral_amount, debt_amount},
    CollateralTypeId,
};
use cosmwasm_std::{to_json_binary, Addr, Binary, CanonicalAddr, Deps, Env, Order};
use cw_storage_plus::Bound;

use crate::{
    account::{as_of, free_from, Account},
    pools, set_aside,
    state::{ASSETS, AUCTION_BOOK, DEPOSITS, POOLS, STABLECOIN, VAULT},
    ContractError,
};

/// The answer to a query.
#[allow(clippy::too_many_lines)] // one line of dispatch for each question
pub fn answer(deps: Deps, env: &Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    use QueryMsg as Q;
    let now = env.block.time.seconds();
    Ok(match msg {
        Q::Config {} => to_json_binary(&config(deps)?),
        Q::Pool { collateral_type } => to_json_binary(&pool(deps, now, collateral_type)?),
        Q::Pools { start_after, limit } => {
            to_json_binary(&all_pools(deps, now, start_after, limit)?)
        }
        Q::Deposit {
            collateral_type,
            depositor,
        } => to_json_binary(&deposit(deps, now, collateral_type, &depositor)?),
        Q::Deposits {
            collateral_type,
            start_after,
            limit,
        } => to_json_binary(&deposits(deps, now, collateral_type, start_after, limit)?),
        Q::Rooms {
            collateral_type,
            caller,
        } => to_json_binary(&pools::rooms(deps.storage, collateral_type, caller)?),
        Q::Plan {
            collateral_type,
            selection,
            caller,
        } => {
            let rooms = pools::rooms(deps.storage, collateral_type, caller)?;
            let vault = VAULT.load(deps.storage)?;
            to_json_binary(&vault.plan(&deps.querier, collateral_type, selection, rooms)?)
        }
        Q::BadDebt { collateral_type } => to_json_binary(&bad_debt(deps, collateral_type)?),
        Q::Auction { auction } => to_json_binary(&auctions::auction(deps, now, auction)?),
        Q::Auctions {
            collateral_type,
            order,
            start_after,
            limit,
        } => {
            let order = order.unwrap_or(AuctionOrder::End);
            let page = (start_after, limit);
            to_json_binary(&auctions::auctions(
                deps,
                now,
                collateral_type,
                order,
                page,
            )?)
        }
        Q::AuctionPrice { auction, at } => {
            to_json_binary(&auctions::price(deps, auction, at.unwrap_or(now))?)
        }
        Q::Take {
            auction,
            amount,
            payment,
        } => to_json_binary(&auctions::take(deps, now, auction, (amount, payment))?),
        Q::AuctionTotals { collateral_type } => {
            to_json_binary(&auctions::totals(deps, collateral_type)?)
        }
        Q::Leftover {
            collateral_type,
            owner,
        } => to_json_binary(&auctions::leftover(deps, collateral_type, &owner)?),
    }?)
}

fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let ownership = ownership::get(deps.storage)?;
    Ok(ConfigResponse {
        owner: ownership.owner.map_or_else(String::new, String::from),
        pending_owner: ownership.pending_owner.map(String::from),
        vault: VAULT.load(deps.storage)?.0.into(),
        stablecoin: STABLECOIN.load(deps.storage)?.0.into(),
    })
}

/// A listed type without a pool answers as an empty one.
fn pool(
    deps: Deps,
    now: u64,
    collateral_type: CollateralTypeId,
) -> Result<PoolResponse, ContractError> {
    let pool = pools::may_load(deps.storage, collateral_type, now)?;
    describe(
        deps,
        collateral_type,
        &pool.unwrap_or_else(|| Pool::new(now)),
    )
}

fn all_pools(
    deps: Deps,
    now: u64,
    start_after: Option<CollateralTypeId>,
    limit: Option<u32>,
) -> Result<Vec<PoolResponse>, ContractError> {
    let min = start_after.map(Bound::exclusive);
    POOLS
        .range(deps.storage, min, None, Order::Ascending)
        .take(page_size(limit))
        .map(|entry| {
            let (collateral_type, pool) = entry?;
            describe(deps, collateral_type, &pools::vested(pool, now)?)
        })
        .collect()
}

fn describe(
    deps: Deps,
    collateral_type: CollateralTypeId,
    pool: &Pool,
) -> Result<PoolResponse, ContractError> {
    let asset = match ASSETS.may_load(deps.storage, collateral_type)? {
        Some(asset) => asset,
        None => pools::query_asset(deps, collateral_type)?,
    };
    Ok(PoolResponse {
        collateral_type,
        asset,
        total: debt_amount(pool.total),
        room: debt_amount(pool.room()),
        scale: pool.scale,
        unvested: debt_amount(pool.unvested),
        vests_until: pool.vests_until,
        set_aside: set_aside::of(deps.storage, collateral_type)?,
    })
}

fn deposit(
    deps: Deps,
    now: u64,
    collateral_type: CollateralTypeId,
    depositor: &str,
) -> Result<DepositResponse, ContractError> {
    let depositor = deps.api.addr_validate(depositor)?;
    let pool = pools::load(deps.storage, collateral_type, now)?;
    let account = Account::new(deps.api, collateral_type, &depositor)?;
    Ok(describe_deposit(
        depositor,
        &account.load(deps.storage, &pool)?,
    ))
}

/// In the order of the depositors' canonical addresses.
fn deposits(
    deps: Deps,
    now: u64,
    collateral_type: CollateralTypeId,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<Vec<DepositResponse>, ContractError> {
    let Some(pool) = pools::may_load(deps.storage, collateral_type, now)? else {
        return Ok(vec![]);
    };
    let start = start_after
        .map(|address| {
            deps.api
                .addr_canonicalize(deps.api.addr_validate(&address)?.as_str())
        })
        .transpose()?;
    let min = start
        .as_ref()
        .map(|address| Bound::exclusive(address.as_slice()));
    DEPOSITS
        .prefix(collateral_type)
        .range(deps.storage, min, None, Order::Ascending)
        .take(page_size(limit))
        .map(|entry| {
            let (depositor, stored) = entry?;
            let depositor = deps.api.addr_humanize(&CanonicalAddr::from(depositor))?;
            let deposit = as_of(deps.storage, collateral_type, &stored, &pool)?;
            Ok(describe_deposit(depositor, &deposit))
        })
        .collect()
}

fn describe_deposit(depositor: Addr, deposit: &PoolDeposit) -> DepositResponse {
    DepositResponse {
        depositor: depositor.into(),
        amount: debt_amount(deposit.amount),
        collateral_gain: collateral_amount(deposit.credited.collateral),
        stablecoin_gain: debt_amount(deposit.credited.stablecoin),
        since: deposit.since,
        free_from: free_from(deposit),
    }
}

/// A type's bad debt, and who is to pay what of it.
pub fn bad_debt(
    deps: Deps,
    collateral_type: CollateralTypeId,
) -> Result<BadDebtResponse, ContractError> {
    let vault = VAULT.load(deps.storage)?;
    let booked = vault.bad_debt(&deps.querier, collateral_type)?;
    let set_aside = set_aside::of(deps.storage, collateral_type)?;
    let book = AUCTION_BOOK.may_load(deps.storage, collateral_type)?;
    let auctioned = debt_amount(book.unwrap_or_default().tabs);
    Ok(BadDebtResponse {
        booked,
        set_aside,
        auctioned,
        net: booked.saturating_sub(set_aside).saturating_sub(auctioned),
    })
}
