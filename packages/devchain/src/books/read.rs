//! Books made from the contracts' answers.

use std::collections::BTreeMap;

use ballast_types::{liquidation::PoolResponse, vault::CollateralTypeResponse};

use super::{
    AuctionBooks, Books, DepositBooks, GroupBooks, OrderBooks, PoolBooks, PositionBooks,
    PriceBooks, TypeBooks,
};
use crate::{
    error::QueryFailure,
    names::Names,
    state::{holdings, State},
    Devchain,
};

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
            orders: orders(&state),
            pools: state
                .pools
                .values()
                .map(|pool| pool_books(pool, &state, names))
                .collect(),
            auctions: auctions(&state, names),
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

fn orders(state: &State) -> Vec<OrderBooks> {
    let books = state.orders.values().map(|it| OrderBooks {
        position: it.position,
        trigger: it.trigger,
        target: it.target,
        discount: it.discount,
        reserve_collateral: it.reserve_collateral,
        reserve_stablecoin: it.reserve_stablecoin,
    });
    books.collect()
}

fn auctions(state: &State, names: &Names) -> Vec<AuctionBooks> {
    let books = state.auctions.values().map(|it| AuctionBooks {
        auction: it.auction,
        owner: it.owner.as_deref().map(|it| names.name_of(it).to_owned()),
        lot: it.lot,
        tab: it.tab,
        start_price: it.start_price,
        started_at: it.started_at,
        restarts: it.restarts,
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
