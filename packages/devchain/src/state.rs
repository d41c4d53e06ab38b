//! The whole state as the contracts' queries tell it. [`crate::Books`] is its readable form, and the
//! invariants are checked on it.

use std::collections::BTreeMap;

use ballast_math::{Collateral, Debt, DebtIndex, Decimals, Market, NormalizedDebt, Position};
use ballast_types::{
    liquidation::{
        AuctionResponse, AuctionTotalsResponse, ConfigResponse as LiquidationConfig,
        DepositResponse, PoolResponse,
    },
    oracle::{ConfigResponse as OracleConfig, FeedResponse, UsablePrice},
    units,
    vault::{
        CollateralTypeResponse, ConfigResponse as VaultConfig, GroupResponse, OrderResponse,
        PositionResponse,
    },
    AuctionId, CollateralTypeId, PositionId,
};
use cosmwasm_std::{Decimal, Uint128};

use crate::{error::QueryFailure, Devchain};

/// Everything that can be asked for, at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Block time, unix seconds.
    pub time: u64,
    /// Block height.
    pub height: u64,
    /// The vault's owner, guardian and pause.
    pub vault: VaultConfig,
    /// The oracle's owner.
    pub oracle: OracleConfig,
    /// Liquidation's owner and neighbours.
    pub liquidation: LiquidationConfig,
    /// Collateral types by number.
    pub types: BTreeMap<CollateralTypeId, CollateralTypeResponse>,
    /// Groups.
    pub groups: Vec<GroupResponse>,
    /// All positions by id.
    pub positions: BTreeMap<PositionId, PositionResponse>,
    /// Standing orders by position.
    pub orders: BTreeMap<PositionId, OrderResponse>,
    /// Pools by type: those that anybody ever deposited in, and those with something set aside.
    pub pools: BTreeMap<CollateralTypeId, PoolResponse>,
    /// Deposits of each pool.
    pub deposits: BTreeMap<CollateralTypeId, Vec<DepositResponse>>,
    /// How much of each type is under auction.
    pub auction_totals: BTreeMap<CollateralTypeId, AuctionTotalsResponse>,
    /// Live auctions.
    pub auctions: BTreeMap<AuctionId, AuctionResponse>,
    /// What is left over of lots for known accounts and contracts to claim, by type.
    pub leftovers: BTreeMap<CollateralTypeId, Uint128>,
    /// Feeds by name.
    pub feeds: BTreeMap<String, FeedResponse>,
    /// Prices as they are used, of feeds that have one now.
    pub prices: BTreeMap<String, UsablePrice>,
    /// The stablecoin's supply.
    pub supply: Uint128,
    /// What each contract holds, by contract and asset; nothing is left out.
    pub holdings: BTreeMap<String, BTreeMap<String, Uint128>>,
}

impl State {
    /// Asks for everything.
    pub fn read(chain: &Devchain) -> Result<Self, QueryFailure> {
        let (mut types, mut positions) = (BTreeMap::new(), BTreeMap::new());
        let (mut pools, mut deposits) = (BTreeMap::new(), BTreeMap::new());
        for info in chain.collateral_types()? {
            let id = info.collateral_type;
            types.insert(id, info);
            let of_type = chain.positions(id)?.into_iter();
            positions.extend(of_type.map(|position| (position.position, position)));
            deposits.insert(id, chain.deposits(id)?);
        }
        let mut orders = BTreeMap::new();
        for position in positions.values().filter(|it| it.has_order) {
            let order = chain.order(position.position)?;
            orders.insert(position.position, order);
        }
        pools.extend(
            chain
                .pools()?
                .into_iter()
                .map(|pool| (pool.collateral_type, pool)),
        );
        for id in types.keys() {
            let pool = chain.pool(*id)?;
            if !pool.set_aside.is_zero() {
                pools.insert(*id, pool);
            }
        }
        let (mut auction_totals, mut auctions) = (BTreeMap::new(), BTreeMap::new());
        let mut leftovers = BTreeMap::new();
        for id in types.keys() {
            let totals = chain.auction_totals(*id)?;
            if totals.begun > 0 {
                let live = chain.auctions(*id)?.into_iter();
                auctions.extend(live.map(|it| (it.auction, it)));
                leftovers.insert(*id, left_over(chain, *id)?);
            }
            auction_totals.insert(*id, totals);
        }
        let feeds = chain.feeds()?;
        let prices = usable(chain, &feeds)?;
        Ok(Self {
            time: chain.now(),
            height: chain.height(),
            vault: chain.vault_config()?,
            oracle: chain.oracle_config()?,
            liquidation: chain.liquidation_config()?,
            types,
            groups: chain.groups()?,
            positions,
            orders,
            pools,
            deposits,
            auction_totals,
            auctions,
            leftovers,
            feeds: by_name(feeds),
            prices,
            supply: chain.supply()?,
            holdings: holdings(chain, chain.names().contracts())?,
        })
    }

    /// A type's positions.
    pub fn positions_of(
        &self,
        collateral_type: CollateralTypeId,
    ) -> impl Iterator<Item = &PositionResponse> {
        self.positions
            .values()
            .filter(move |it| it.collateral_type == collateral_type)
    }

    /// The asset units of a type at its feed's price, if that may be used now.
    pub fn spot(&self, info: &CollateralTypeResponse) -> Option<Decimal> {
        self.price(info).map(|price| price.spot)
    }

    /// A type's price as it is used, if it may be used now.
    pub fn price(&self, info: &CollateralTypeResponse) -> Option<&UsablePrice> {
        self.prices.get(&info.feed)
    }

    /// Sum over the types of booked + bad debt, and of surplus.
    pub fn ledger(&self) -> (Uint128, Uint128) {
        let books = self.types.values().map(|info| &info.books);
        books.fold(
            (Uint128::zero(), Uint128::zero()),
            |(owed, surplus), books| {
                (
                    owed + books.booked + books.bad_debt,
                    surplus + books.surplus,
                )
            },
        )
    }
}

fn by_name(feeds: Vec<FeedResponse>) -> BTreeMap<String, FeedResponse> {
    let feeds = feeds.into_iter();
    feeds.map(|feed| (feed.feed.clone(), feed)).collect()
}

/// Prices as they are used, of the feeds that have one.
fn usable(
    chain: &Devchain,
    feeds: &[FeedResponse],
) -> Result<BTreeMap<String, UsablePrice>, QueryFailure> {
    let mut prices = BTreeMap::new();
    for feed in feeds {
        let usable = chain.feed_status(&feed.feed)?.usable;
        prices.extend(usable.map(|price| (feed.feed.clone(), price)));
    }
    Ok(prices)
}

/// What everybody with a name can claim of what was left of a type's lots.
fn left_over(chain: &Devchain, id: CollateralTypeId) -> Result<Uint128, QueryFailure> {
    let names = chain.names();
    let everybody = names.accounts().chain(names.contracts());
    everybody.map(|(name, _)| chain.leftover(id, name)).sum()
}

/// What holders hold of every asset.
pub(crate) fn holdings<'a>(
    chain: &Devchain,
    holders: impl Iterator<Item = (&'a str, &'a cosmwasm_std::Addr)>,
) -> Result<BTreeMap<String, BTreeMap<String, Uint128>>, QueryFailure> {
    let mut all = BTreeMap::new();
    for (name, address) in holders {
        let mut of_one = BTreeMap::new();
        for asset in chain.names().assets() {
            of_one.insert(
                asset.name.clone(),
                chain.balance_at(address.as_str(), asset)?,
            );
        }
        all.insert(name.to_owned(), of_one);
    }
    Ok(all)
}

/// A position's two sides.
pub(crate) fn sides(position: &PositionResponse) -> Position {
    Position {
        collateral: Collateral::new(position.collateral.u128()),
        normalized: NormalizedDebt::new(position.normalized_debt.u128()),
    }
}

/// A type's index as of now.
pub(crate) fn index(info: &CollateralTypeResponse) -> DebtIndex {
    DebtIndex::new(info.books.index.u128())
}

/// A type's units at a price. More decimals than there can be count as none.
pub(crate) fn market(info: &CollateralTypeResponse, price: Decimal) -> Market {
    let decimals = Decimals::new(info.decimals).unwrap_or_default();
    Market {
        price: units::price(price),
        decimals,
    }
}

/// A position's debt at a type's index.
pub(crate) fn debt(position: &PositionResponse, info: &CollateralTypeResponse) -> Debt {
    sides(position).debt_up(index(info))
}
