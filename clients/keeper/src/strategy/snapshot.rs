//! What a decision is made of: the chain as of one block, the sources' prices, the keeper's purse.

use ballast_math::{Books, Collateral, Debt, DebtIndex, Decimals, NormalizedDebt, Value};
use ballast_types::{
    oracle::{FeedResponse, LastReport},
    units,
    vault::{CollateralTypeResponse, PlanResponse, PositionResponse},
    PositionId,
};
use cosmwasm_std::{Decimal, Uint128};

use super::{round::RoundState, LiveAuctions, OpenOrders};
use crate::node::Block;

/// All that strategies look at. A task reads only the parts that its strategies need; the rest is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The block that it is of.
    pub block: Block,
    /// Feeds that the keeper reports to.
    pub feeds: Vec<FeedState>,
    /// The oracle's feeds with the signed reports collected for them.
    pub rounds: Vec<RoundState>,
    /// Collateral types.
    pub types: Vec<TypeState>,
    /// What the keeper holds.
    pub purse: Purse,
    /// What gas costs.
    pub gas: GasTerms,
}

/// A feed as its feeder sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedState {
    /// The feed with its accepted price.
    pub feed: FeedResponse,
    /// Whether the keeper is one of its feeders.
    pub is_feeder: bool,
    /// The keeper's last report.
    pub last_report: Option<LastReport>,
    /// The source's price; none if there is none, or none that is young enough.
    pub quote: Option<Quote>,
}

/// A source's price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// USD per whole unit.
    pub price: Decimal,
    /// When it was the price, unix seconds.
    pub time: u64,
}

/// A collateral type with what is risky in it.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeState {
    /// Parameters, totals and ledger.
    pub info: CollateralTypeResponse,
    /// Positions with debt, the lowest ratio first; as many pages as it took to find those that pay.
    pub riskiest: Vec<PositionResponse>,
    /// Stablecoin that buyers paid and the vault has not burned.
    pub set_aside: Uint128,
    /// What the type's auctions are still to raise.
    pub auctioned: Uint128,
    /// Its live auctions, and what could be taken of them.
    pub auctions: LiveAuctions,
    /// Its orders that anyone may fill, and what the keeper could fill of them.
    pub orders: OpenOrders,
    /// What a liquidation of those unsafe ones would do of which a message pays, with the pool as buyer; none
    /// without such.
    pub pool_plan: Option<Plan>,
    /// The same if the keeper adds its own stablecoin; none if it may not, or has none.
    pub own_plan: Option<Plan>,
}

/// What a liquidation would do now, in the order asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Stablecoin that the keeper would send.
    pub spend: Uint128,
    /// The positions that were asked about.
    pub of: Vec<PositionId>,
    /// The answer.
    pub plan: PlanResponse,
}

/// What the keeper holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purse {
    /// Base units of the coin that pays for gas.
    pub gas_coins: u128,
    /// Base units of stablecoin.
    pub stablecoin: Uint128,
}

/// What gas costs, and what that is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GasTerms {
    /// Base units of the gas coin for one unit of gas.
    pub price: Decimal,
    /// US dollars for a whole gas coin.
    pub usd: Decimal,
    /// Decimals of a whole gas coin.
    pub decimals: u8,
    /// The gas limit is what a simulation used times this.
    pub margin: Decimal,
}

impl GasTerms {
    /// The gas limit for what a simulation used, rounded up.
    pub fn limit_up(&self, used: u64) -> u64 {
        let limit = Uint128::from(used).checked_mul_ceil(self.margin);
        limit.map_or(u64::MAX, |limit| {
            u64::try_from(limit.u128()).unwrap_or(u64::MAX)
        })
    }

    /// Base units of the gas coin that a transaction costs which uses so much gas, rounded up; the largest
    /// amount where it does not fit. The chain takes the fee for the whole limit.
    pub fn fee_up(&self, used: u64) -> Uint128 {
        let fee = Uint128::from(self.limit_up(used)).checked_mul_ceil(self.price);
        fee.unwrap_or(Uint128::MAX)
    }

    /// The same in US dollars, rounded up.
    pub fn cost_up(&self, used: u64) -> Decimal {
        let fee = Collateral::new(self.fee_up(used).u128());
        let (price, decimals) = (units::price(self.usd), decimals(self.decimals));
        units::usd(Value::of_collateral_up(fee, price, decimals))
    }

    /// What a transaction that uses so much gas must bring, in US dollars: its cost and the profit asked for.
    pub fn bar_up(&self, used: u64, profit: Decimal) -> Decimal {
        self.cost_up(used).saturating_add(profit)
    }
}

impl TypeState {
    /// The positions that anyone may liquidate, in order of risk.
    pub fn unsafe_positions(&self) -> impl Iterator<Item = PositionId> + '_ {
        let risky = self.riskiest.iter();
        risky
            .filter(|position| position.is_unsafe == Some(true))
            .map(|position| position.position)
    }

    /// What collateral of this type is worth at a price, in US dollars, rounded down.
    pub fn worth_down(&self, amount: Uint128, price: Decimal) -> Decimal {
        worth_down(amount, price, self.info.decimals)
    }

    /// Decimals of the collateral, as the math crate has them.
    pub fn decimals(&self) -> Decimals {
        decimals(self.info.decimals)
    }

    /// The type's books, with the fees up to the block.
    pub fn books(&self) -> Books {
        let books = &self.info.books;
        Books {
            index: DebtIndex::new(books.index.u128()),
            accrued_at: books.accrued_at,
            total_normalized: NormalizedDebt::new(books.total_normalized.u128()),
            total_collateral: Collateral::new(books.total_collateral.u128()),
            booked: units::debt(books.booked),
            line: units::debt(books.line),
            line_raised_at: books.line_raised_at,
            revenue: units::debt(books.revenue),
            surplus: units::debt(books.surplus),
            bad_debt: units::debt(books.bad_debt),
            positions_opened: books.positions_opened,
        }
    }

    /// Bad debt that takers are to pay.
    pub fn auctioned(&self) -> Debt {
        units::debt(self.auctioned)
    }

    /// Surplus that is kept against bad debt.
    pub fn buffer(&self) -> Debt {
        units::debt(self.info.risk.surplus_buffer)
    }
}

/// Stablecoin in US dollars.
pub fn dollars(amount: Uint128) -> Decimal {
    Decimal::from_atomics(amount, 6).unwrap_or(Decimal::MAX)
}

/// What collateral is worth at a price, in US dollars, rounded down.
pub fn worth_down(amount: Uint128, price: Decimal, of: u8) -> Decimal {
    let (amount, price) = (units::collateral(amount), units::price(price));
    units::usd(Value::of_collateral_down(amount, price, decimals(of)))
}

/// Decimals as the math crate has them; the chain lists no type with more than 18.
fn decimals(given: u8) -> Decimals {
    Decimals::new(given).unwrap_or_default()
}
