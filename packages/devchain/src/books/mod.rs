//! The whole state by names, in a stable order: what two runs of the same history must agree on.

mod read;

use std::collections::BTreeMap;

use ballast_types::{AuctionId, CollateralTypeId, GroupId, PositionId};
use cosmwasm_std::{Decimal, Uint128};
use serde::{Deserialize, Serialize};

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
    /// Standing orders by position.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<OrderBooks>,
    /// Stability pools in order of type.
    pub pools: Vec<PoolBooks>,
    /// Live auctions by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub auctions: Vec<AuctionBooks>,
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

/// A standing order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderBooks {
    /// Of which position.
    pub position: PositionId,
    /// Ratio under which it may be filled.
    pub trigger: Decimal,
    /// Ratio that a fill brings the position back to.
    pub target: Decimal,
    /// What a buyer gets above what it repays.
    pub discount: Decimal,
    /// Collateral in reserve.
    pub reserve_collateral: Uint128,
    /// Stablecoin in reserve.
    pub reserve_stablecoin: Uint128,
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

/// A live auction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuctionBooks {
    /// Its id.
    pub auction: AuctionId,
    /// Name of the owner of what is left of the lot; none where surplus collateral is sold.
    pub owner: Option<String>,
    /// Collateral not yet sold.
    pub lot: Uint128,
    /// What is still to be raised.
    pub tab: Uint128,
    /// USD for a whole unit at the start.
    pub start_price: Decimal,
    /// When it began.
    pub started_at: u64,
    /// How often it was restarted.
    pub restarts: u32,
}
