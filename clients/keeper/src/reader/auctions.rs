//! A type's live auctions, and what could be taken of them.

use ballast_types::{
    liquidation::{AuctionOrder, AuctionResponse, AuctionTotalsResponse, QueryMsg, TakeResponse},
    oracle::{self, StatusResponse},
    Asset,
};
use cosmwasm_std::Uint128;
use tokio::time::Instant;

use super::{taker::Taker, Reader};
use crate::{
    config::AuctionsConfig,
    node::{Node, NodeError},
    strategy::{dollars, LiveAuctions, Offer, Payer, SpotPrice, TypeState},
};

/// Auctions asked for at a time: a question may use only so much gas.
const PAGE: u32 = 50;

/// Most pages of a type's auctions in one look.
const PAGES: usize = 20;

/// Of how many auctions a take is looked at, the most promising first.
const MOST: usize = 8;

impl<N: Node> Reader<'_, N> {
    /// Adds a type's live auctions and its price: all of them, or as many as can be read in time.
    pub async fn auctions(&self, state: &mut TypeState, until: Instant) -> Result<(), NodeError> {
        let collateral_type = state.info.collateral_type;
        let question = QueryMsg::AuctionTotals { collateral_type };
        let totals: AuctionTotalsResponse = self.liquidation(&question).await?;
        if totals.lots.is_zero() {
            return Ok(());
        }
        let mut live: Vec<AuctionResponse> = vec![];
        for _ in 0..PAGES {
            let question = QueryMsg::Auctions {
                collateral_type,
                order: Some(AuctionOrder::End),
                start_after: live.last().map(|last| last.auction),
                limit: Some(PAGE),
            };
            let page: Vec<AuctionResponse> = self.liquidation(&question).await?;
            let is_last = u32::try_from(page.len()).is_ok_and(|length| length < PAGE);
            live.extend(page);
            if is_last {
                break;
            }
            if Instant::now() >= until {
                let read = live.len();
                tracing::info!(%collateral_type, read, "no time to read more auctions");
                break;
            }
        }
        state.auctions = LiveAuctions {
            live,
            price: self.accepted_price(&state.info.feed).await?,
            params: totals.params,
            offers: vec![],
        };
        Ok(())
    }

    /// A feed's accepted price, valid or not. Takes need none.
    pub(super) async fn accepted_price(&self, feed: &str) -> Result<Option<SpotPrice>, NodeError> {
        let feed = feed.to_owned();
        let question = oracle::QueryMsg::Status { feed };
        match self.oracle::<StatusResponse>(&question).await {
            Err(error) if !error.is_answer() => Err(error),
            answer => Ok(answer.ok().and_then(|status| spot(&status))),
        }
    }

    /// Adds what a taker's contract would make of a type's most promising auctions. An error is the contract's
    /// alone, a silence too; what it has answered before counts.
    pub async fn contract_offers(
        &self,
        state: &mut TypeState,
        address: &str,
        until: Instant,
    ) -> Result<(), NodeError> {
        let ask = Taker {
            reader: self,
            address,
            denom: denom(&state.info.asset),
            until,
        };
        let promising = state.auctions.promising(Uint128::MAX);
        let looked_at: Vec<_> = promising.into_iter().take(MOST).cloned().collect();
        for auction in looked_at {
            if Instant::now() >= until {
                break;
            }
            let offer = ask.best(&auction).await?;
            state.auctions.offers.push(offer);
        }
        Ok(())
    }

    /// Adds what so much of the keeper's own stablecoin would take of a type's most promising auctions that are
    /// far enough under the accepted price. Without a valid one nothing is bought.
    pub async fn own_offers(
        &self,
        state: &mut TypeState,
        rules: &AuctionsConfig,
        spend: Uint128,
    ) -> Result<(), NodeError> {
        let (Some(spot), false) = (state.auctions.spot(), spend.is_zero()) else {
            return Ok(());
        };
        let highest = spot.saturating_sub(spot.saturating_mul(rules.minimum_discount));
        let promising = state.auctions.promising(spend).into_iter();
        let cheap = promising.filter(|auction| auction.price <= highest);
        let looked_at: Vec<_> = cheap.take(MOST).cloned().collect();
        for auction in looked_at {
            let question = QueryMsg::Take {
                auction: auction.auction,
                amount: None,
                payment: Some(spend),
            };
            let take: TakeResponse = match self.liquidation(&question).await {
                // Nothing that leaves no dust can be had for so much.
                Err(error) if error.is_answer() => continue,
                take => take?,
            };
            let worth = state.worth_down(take.collateral, spot);
            state.auctions.offers.push(Offer {
                auction: auction.auction,
                price: auction.price,
                payer: Payer::Keeper,
                amount: None,
                collateral: take.collateral,
                cost: take.cost,
                gain: worth.saturating_sub(dollars(take.cost)),
            });
        }
        Ok(())
    }
}

/// The price as the contracts use it. Where they would use none, what was accepted last; of a derived feed that
/// is no price.
pub(super) fn spot(status: &StatusResponse) -> Option<SpotPrice> {
    if let Some(usable) = &status.usable {
        let (usd, is_valid) = (usable.spot, true);
        return Some(SpotPrice { usd, is_valid });
    }
    let last = status.feed.price.as_ref();
    let last = last.filter(|_| status.feed.kind.base().is_none())?;
    let (usd, is_valid) = (last.spot, false);
    Some(SpotPrice { usd, is_valid })
}

/// What a taker's contract is told of an asset.
fn denom(asset: &Asset) -> String {
    match asset {
        Asset::Native { denom } => denom.clone(),
        Asset::Cw20 { contract } => contract.clone(),
    }
}
