//! Names of what is stored. No logic.
//!
//! State is split by how often it is written: parameters seldom, books at every message, positions
//! and their indexes when they change. Namespaces that everyday messages touch are short: a byte of a
//! key costs 33 gas where a record is read and written.

use ballast_math::{BaseRate, Books, Debt, Order, Reserve};
use ballast_storage::{Marks, Record, Records};
use ballast_types::{CollateralTypeId, GroupId};
use cosmwasm_std::Addr;
use cw_storage_plus::Item;
use serde::{Deserialize, Serialize};

use crate::{contracts::Contracts, params::Params};

/// The contract's name in its version record.
pub const NAME: &str = "ballast-vault";
/// The contract's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Who may pause minting.
pub const GUARDIAN: Item<Addr> = Item::new("guardian");
/// The other contracts, once wired.
pub const CONTRACTS: Record<Contracts> = Record::new("contracts");
/// The last pause of minting, if there ever was one.
pub const PAUSE: Record<Pause> = Record::new("pause");
/// The number of the collateral type listed last.
pub const LAST_TYPE: Record<CollateralTypeId> = Record::new("last_type");

/// Parameters of each collateral type.
pub const PARAMS: Records<CollateralTypeId, Params> = Records::new("params");
/// Books of each collateral type.
pub const BOOKS: Records<CollateralTypeId, Books> = Records::new("book");
/// The type of each listed asset, by the asset's text.
pub const ASSETS: Records<&str, CollateralTypeId> = Records::new("assets");
/// Ceiling and booked debt of each group.
pub const GROUPS: Records<GroupId, Group> = Records::new("group");

/// Base rate of each collateral type that was ever redeemed from; only redemption reads and writes it.
pub const BASE_RATES: Records<CollateralTypeId, BaseRate> = Records::new("base_rates");

/// Positions by id. Written only by [`crate::positions`], which keeps the two indexes with them.
pub const POSITIONS: Records<u64, StoredPosition> = Records::new("pos");
/// Positions with debt: collateral type, risk key, number. The riskiest is the first.
pub const RISK_INDEX: Marks<(CollateralTypeId, u128, u32)> = Marks::new("r");
/// Positions by owner's canonical address.
pub const BY_OWNER: Marks<(&[u8], u64)> = Marks::new("by_owner");
/// Scopes of operators by position and canonical address.
pub const OPERATORS: Records<(u64, &[u8]), u8> = Records::new("operators");
/// To whom a position is offered, as canonical address.
pub const OFFERS: Records<u64, Vec<u8>> = Records::new("offers");
/// Standing orders by position. Written only by [`crate::positions`], with their index.
pub const ORDERS: Records<u64, StoredOrder> = Records::new("order");
/// Orders of positions with debt and collateral: collateral type, order key, number. The one that a
/// falling price reaches first is the last.
pub const ORDER_INDEX: Marks<(CollateralTypeId, u128, u32)> = Marks::new("t");

/// A pause of minting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// When it ends or ended.
    pub until: u64,
    /// When the guardian may pause again.
    pub next_from: u64,
}

/// A group of correlated collateral types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Largest booked debt of its types together.
    pub ceiling: Debt,
    /// Their booked debt, each as of its last accrual.
    pub debt: Debt,
}

/// A position as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPosition {
    /// Holder's canonical address.
    pub owner: Vec<u8>,
    /// Collateral and normalized debt.
    pub position: ballast_math::Position,
    /// What else is stored about it, so that others pay no extra read: [`HAS_OPERATORS`],
    /// [`IS_OFFERED`], [`HAS_ORDER`].
    pub flags: u8,
}

/// Flag: entries in [`OPERATORS`].
pub const HAS_OPERATORS: u8 = 1;
/// Flag: an entry in [`OFFERS`].
pub const IS_OFFERED: u8 = 2;
/// Flag: an entry in [`ORDERS`].
pub const HAS_ORDER: u8 = 4;

/// A standing order as it is stored, with what its owner holds in reserve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredOrder {
    /// Its terms.
    pub order: Order,
    /// Held beside the position.
    pub reserve: Reserve,
}
