//! What a taker's contract would make of an auction.

use std::future::Future;

use ballast_types::{
    liquidation::{AuctionResponse, TakerOfferResponse, TakerQueryMsg},
    AuctionId,
};
use cosmwasm_std::Uint128;
use tokio::time::{timeout_at, Instant};

use super::Reader;
use crate::{
    node::{Node, NodeError},
    strategy::{dollars, Offer, Payer},
};

/// How often less is asked for by half, where a venue may be too shallow for all.
const HALVES: usize = 5;

/// A taker's contract that is asked.
pub(super) struct Taker<'a, N> {
    /// Asks it.
    pub reader: &'a Reader<'a, N>,
    /// Its address.
    pub address: &'a str,
    /// What it is told of the collateral.
    pub denom: String,
    /// When it is silent.
    pub until: Instant,
}

impl<N: Node> Taker<'_, N> {
    /// The amount that brings most: all, or a half of it, a quarter and so on. Less is better only where the
    /// venue pays more for a unit of it.
    pub async fn best(&self, auction: &AuctionResponse) -> Result<Offer, NodeError> {
        let all = self.ask(auction.auction, None).await?;
        let mut best = self.offer(auction, None, &all);
        let (mut last, mut amount) = (all.clone(), all.collateral);
        for _ in 0..HALVES {
            amount = amount.checked_div(Uint128::new(2)).unwrap_or_default();
            if amount.is_zero() || Instant::now() >= self.until {
                break;
            }
            let part = match self.ask(auction.auction, Some(amount)).await {
                // It would leave dust.
                Err(error) if error.is_answer() => continue,
                part => part?,
            };
            let offer = self.offer(auction, Some(amount), &part);
            if offer.gain > best.gain {
                best = offer;
            }
            if !last.proceeds.is_zero() && !pays_better(&part, &last) {
                break;
            }
            last = part;
        }
        Ok(best)
    }

    fn offer(
        &self,
        auction: &AuctionResponse,
        amount: Option<Uint128>,
        answer: &TakerOfferResponse,
    ) -> Offer {
        Offer {
            auction: auction.auction,
            price: auction.price,
            payer: Payer::Contract {
                address: self.address.to_owned(),
                denom: self.denom.clone(),
            },
            amount,
            collateral: answer.collateral,
            cost: answer.cost,
            gain: dollars(answer.proceeds.saturating_sub(answer.cost)),
        }
    }

    async fn ask(
        &self,
        auction: AuctionId,
        amount: Option<Uint128>,
    ) -> Result<TakerOfferResponse, NodeError> {
        let question = TakerQueryMsg::Offer {
            auction,
            amount,
            denom: self.denom.clone(),
        };
        let node = self.reader.node;
        self.in_time(node.query(self.reader.at, self.address, &question))
            .await
    }

    /// Whatever goes wrong with a contract that the keeper does not know is the contract's failure.
    async fn in_time<T>(
        &self,
        answer: impl Future<Output = Result<T, NodeError>>,
    ) -> Result<T, NodeError> {
        let address = self.address;
        match timeout_at(self.until, answer).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(NodeError::Refused(format!("taker {address}: {error}"))),
            Err(_) => Err(NodeError::Refused(format!("taker {address} is silent"))),
        }
    }
}

/// Whether a venue pays more for a unit of the one than of the other; it rounds down.
fn pays_better(one: &TakerOfferResponse, other: &TakerOfferResponse) -> bool {
    let cross = |pays: Uint128, of: Uint128| pays.full_mul(of);
    let rounded = one.proceeds.saturating_sub(Uint128::one());
    cross(rounded, other.collateral) > cross(other.proceeds, one.collateral)
}
