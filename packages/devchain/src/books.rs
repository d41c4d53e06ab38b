//! The whole state by names, in a stable order: what two runs of the same history must agree on.

use std::collections::BTreeMap;

use ballast_types::{
    liquidation::PoolResponse, vault::CollateralTypeResponse, CollateralTypeId, GroupId, PositionId,
};
use cosmwasm_std::{Decimal, Uint128};
use serde::{Deserialize, Serialize};

use crate::{
    error::QueryFailure,
    names::Names,
    state::{holdings, State},
    Devchain,
};

/// Positions, totals, ledger, pools, prices and balances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Books {
    /// Block time, unix seconds.
    pub time: u64,
    /// Block height.
    pub height: u64,
    /// Accepted prices by feed.
    pub prices: BTreeMap<String, PriceBooks>,
    /// Collateral types in order.
    pub types: Vec<TypeBooks>,
    /// Groups in order.
    pub groups: Vec<GroupBooks>,
    /// Positions by id.
    pub positions: Vec<PositionBooks>,
    /// Stability pools in order of type.
    pub pools: Vec<PoolBooks>,
    /// The stablecoin's supply.
    pub supply: Uint128,
    /// What named accounts and contracts hold, by holder and asset; zeros are left out.
    pub balances: BTreeMap<String, BTreeMap<String, Uint128>>,
}

/// An accepted price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceBooks {
    /// USD per whole unit.
    pub spot: Decimal,
    /// When it was published.
    pub published_at: u64,
    /// Until when it may be used.
    pub valid_until: u64,
}

/// Totals and ledger of a collateral type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeBooks {
    /// Its number.
    pub collateral_type: CollateralTypeId,
    /// Its asset's name.
    pub asset: String,
    /// Debt index now.
    pub index: Uint128,
    /// Sum of normalized debts.
    pub total_normalized: Uint128,
    /// Sum of collateral.
    pub total_collateral: Uint128,
    /// Debt of all positions.
    pub booked: Uint128,
    /// How far new debt may go.
    pub line: Uint128,
    /// Fees since the last collect.
    pub revenue: Uint128,
    /// Fees not yet minted.
    pub surplus: Uint128,
    /// Debt without a position.
    pub bad_debt: Uint128,
    /// Positions opened so far.
    pub positions_opened: u32,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupBooks {
    /// Its number.
    pub group: GroupId,
    /// Its ceiling.
    pub debt_ceiling: Uint128,
    /// Booked debt of its types, each as of its last accrual.
    pub debt: Uint128,
}

/// A position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionBooks {
    /// Its id.
    pub position: PositionId,
    /// Its holder's name.
    pub owner: String,
    /// Locked.
    pub collateral: Uint128,
    /// What is stored of the debt.
    pub normalized_debt: Uint128,
    /// Owed now.
    pub debt: Uint128,
}

/// A stability pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolBooks {
    /// Its type.
    pub collateral_type: CollateralTypeId,
    /// Stablecoin deposited and not yet used.
    pub total: Uint128,
    /// How often the product was scaled up.
    pub scale: u32,
    /// Yield that has not vested.
    pub unvested: Uint128,
    /// Paid for the type's debt and not yet settled.
    pub set_aside: Uint128,
    /// Deposits by depositor's name.
    pub deposits: BTreeMap<String, DepositBooks>,
}

/// A deposit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepositBooks {
    /// What it has become.
    pub amount: Uint128,
    /// Collateral to claim.
    pub collateral_gain: Uint128,
    /// Yield to claim.
    pub stablecoin_gain: Uint128,
    /// When the last deposit was made.
    pub since: u64,
}

impl Devchain {
    /// The whole state by names. Two chains with equal books are the same to their users.
    pub fn books(&self) -> Result<Books, QueryFailure> {
        let state = State::read(self)?;
        let names = self.names();
        let mut balances = holdings(self, names.accounts())?;
        balances.extend(state.holdings.clone());
        for by_asset in balances.values_mut() {
            by_asset.retain(|_, amount| !amount.is_zero());
        }
        balances.retain(|_, by_asset| !by_asset.is_empty());
        Ok(Books {
            time: state.time,
            height: state.height,
            prices: prices(&state),
            types: state
                .types
                .values()
                .map(|info| type_books(info, names))
                .collect(),
            groups: groups(&state),
            positions: positions(&state, names),
            pools: state
                .pools
                .values()
                .map(|pool| pool_books(pool, &state, names))
                .collect(),
            supply: state.supply,
            balances,
        })
    }
}

fn prices(state: &State) -> BTreeMap<String, PriceBooks> {
    let feeds = state.feeds.values();
    let price = feeds.filter_map(|feed| Some((feed.feed.clone(), feed.price.as_ref()?)));
    let price = price.map(|(feed, price)| {
        let (published_at, valid_until) = (price.published_at, price.valid_until);
        (
            feed,
            PriceBooks {
                spot: price.spot,
                published_at,
                valid_until,
            },
        )
    });
    price.collect()
}

fn type_books(info: &CollateralTypeResponse, names: &Names) -> TypeBooks {
    let books = &info.books;
    TypeBooks {
        collateral_type: info.collateral_type,
        asset: names.asset_name(&info.asset),
        index: books.index,
        total_normalized: books.total_normalized,
        total_collateral: books.total_collateral,
        booked: books.booked,
        line: books.line,
        revenue: books.revenue,
        surplus: books.surplus,
        bad_debt: books.bad_debt,
        positions_opened: books.positions_opened,
    }
}

fn groups(state: &State) -> Vec<GroupBooks> {
    let groups = state.groups.iter();
    let books = groups.map(|it| GroupBooks {
        group: it.group,
        debt_ceiling: it.debt_ceiling,
        debt: it.debt,
    });
    books.collect()
}

fn positions(state: &State, names: &Names) -> Vec<PositionBooks> {
    let books = state.positions.values().map(|it| PositionBooks {
        position: it.position,
        owner: names.name_of(&it.owner).to_owned(),
        collateral: it.collateral,
        normalized_debt: it.normalized_debt,
        debt: it.debt,
    });
    books.collect()
}

fn pool_books(pool: &PoolResponse, state: &State, names: &Names) -> PoolBooks {
    let deposits = state
        .deposits
        .get(&pool.collateral_type)
        .into_iter()
        .flatten();
    let deposits = deposits.map(|it| {
        let books = DepositBooks {
            amount: it.amount,
            collateral_gain: it.collateral_gain,
            stablecoin_gain: it.stablecoin_gain,
            since: it.since,
        };
        (names.name_of(&it.depositor).to_owned(), books)
    });
    PoolBooks {
        collateral_type: pool.collateral_type,
        total: pool.total,
        scale: pool.scale,
        unvested: pool.unvested,
        set_aside: pool.set_aside,
        deposits: deposits.collect(),
    }
}
