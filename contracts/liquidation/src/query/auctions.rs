//! Answers about auctions.

use ballast_math::{AuctionBook, Debt};
use ballast_types::{
    liquidation::{
        AuctionOrder, AuctionParams, AuctionPriceResponse, AuctionResponse, AuctionTotalsResponse,
        LeftoverResponse, TakeResponse, MAX_SORTED,
    },
    page_size,
    units::{collateral_amount, debt, debt_amount, decimal, price_decimal, usd},
    AuctionId, CollateralTypeId,
};
use cosmwasm_std::{CanonicalAddr, Deps, Order, Uint128};
use cw_storage_plus::Bound;

use crate::{
    auctions::{ListedTerms, Live, Seller},
    execute::{ensure_open, wanted},
    state::{AUCTIONS, AUCTION_BOOK, LEFTOVERS, SURPLUS_COLLATERAL},
    ContractError,
};

/// One live auction.
pub fn auction(deps: Deps, now: u64, id: AuctionId) -> Result<AuctionResponse, ContractError> {
    describe(deps, now, &Live::load(deps.storage, id)?)
}

fn describe(deps: Deps, now: u64, live: &Live) -> Result<AuctionResponse, ContractError> {
    let (id, auction) = (live.id, live.stored.auction);
    let seller = &live.stored.seller;
    let owner = seller.owner().map(CanonicalAddr::from);
    let owner = owner
        .map(|owner| deps.api.addr_humanize(&owner))
        .transpose()?;
    let market = live.market(now);
    Ok(AuctionResponse {
        auction: id,
        collateral_type: id.collateral_type(),
        position: match seller {
            Seller::Position { .. } => Some(seller.position(id.collateral_type())),
            Seller::Surplus | Seller::Reserve { .. } => None,
        },
        owner: owner.map(String::from),
        lot: collateral_amount(auction.lot),
        tab: debt_amount(auction.tab),
        start_price: price_decimal(auction.start_price),
        price: price_decimal(market.price),
        started_at: auction.started_at,
        ends_at: auction.ends_at(),
        restarts: auction.restarts,
        is_over: live.is_over(now),
        cost: debt_amount(auction.closing(&market)?.cost),
    })
}

/// A page of a type's live auctions: in the order in which they end, or the cheapest of the first few,
/// behind which stand those that are over.
pub fn auctions(
    deps: Deps,
    now: u64,
    collateral_type: CollateralTypeId,
    order: AuctionOrder,
    (start_after, limit): (Option<AuctionId>, Option<u32>),
) -> Result<Vec<AuctionResponse>, ContractError> {
    let looked_at = match order {
        AuctionOrder::End => page_size(limit),
        AuctionOrder::Price => MAX_SORTED,
    };
    let min = start_after.map(|after| Bound::exclusive(after.number()));
    let mut page = AUCTIONS
        .prefix(collateral_type)
        .keys(deps.storage, min, None, Order::Ascending)
        .take(looked_at)
        .map(|number| auction(deps, now, AuctionId::new(collateral_type, number?)))
        .collect::<Result<Vec<_>, _>>()?;
    if let AuctionOrder::Price = order {
        page.sort_by_key(|auction| (auction.is_over, auction.price));
        page.truncate(page_size(limit));
    }
    Ok(page)
}

/// What a live auction costs at a time.
pub fn price(deps: Deps, id: AuctionId, at: u64) -> Result<AuctionPriceResponse, ContractError> {
    let live = Live::load(deps.storage, id)?;
    Ok(AuctionPriceResponse {
        at,
        price: price_decimal(live.stored.auction.price(at)),
        is_over: live.is_over(at),
    })
}

/// What a take would give and cost, decided by the code that decides the message.
pub fn take(
    deps: Deps,
    now: u64,
    id: AuctionId,
    (amount, payment): (Option<Uint128>, Option<Uint128>),
) -> Result<TakeResponse, ContractError> {
    let live = Live::load(deps.storage, id)?;
    ensure_open(deps, &live, now)?;
    let market = live.market(now);
    let budget = payment.map_or(Debt::new(u128::MAX), debt);
    let dust = live.listed.terms.dust;
    let take = live
        .stored
        .auction
        .take(&wanted(amount, budget), &market, dust)?;
    Ok(TakeResponse {
        price: price_decimal(market.price),
        collateral: collateral_amount(take.collateral),
        cost: debt_amount(take.cost),
        tab: debt_amount(take.tab),
        lot: collateral_amount(take.lot),
    })
}

/// What a type's auctions go by, and how much is under auction.
pub fn totals(
    deps: Deps,
    collateral_type: CollateralTypeId,
) -> Result<AuctionTotalsResponse, ContractError> {
    let book = AUCTION_BOOK.may_load(deps.storage, collateral_type)?;
    let params = book
        .map(|book| params(deps, collateral_type, &book))
        .transpose()?;
    let book = book.unwrap_or_default();
    let surplus = SURPLUS_COLLATERAL.may_load(deps.storage, collateral_type)?;
    Ok(AuctionTotalsResponse {
        collateral_type,
        params,
        lots: collateral_amount(book.lots),
        tabs: debt_amount(book.tabs),
        begun: book.last,
        surplus_collateral: surplus.unwrap_or_default().into(),
    })
}

fn params(
    deps: Deps,
    collateral_type: CollateralTypeId,
    book: &AuctionBook,
) -> Result<AuctionParams, ContractError> {
    let terms = ListedTerms::load(deps.storage, collateral_type, book.terms)?.terms;
    Ok(AuctionParams {
        start: decimal(terms.start),
        floor: decimal(terms.floor),
        penalty: decimal(terms.penalty),
        dust: debt_amount(terms.dust),
        restart_reward_share: decimal(terms.restart_share),
        restart_reward_cap: usd(terms.restart_cap),
        cap_share: decimal(book.cap_share),
        cap_minimum: debt_amount(book.cap_minimum),
    })
}

/// What an owner can claim.
pub fn leftover(
    deps: Deps,
    collateral_type: CollateralTypeId,
    owner: &str,
) -> Result<LeftoverResponse, ContractError> {
    let owner = deps.api.addr_validate(owner)?;
    let key = deps.api.addr_canonicalize(owner.as_str())?;
    let units = LEFTOVERS.may_load(deps.storage, (collateral_type, key.as_slice()))?;
    Ok(LeftoverResponse {
        collateral: units.unwrap_or_default().into(),
    })
}
