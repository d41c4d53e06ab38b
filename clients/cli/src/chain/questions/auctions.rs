//! Questions about auctions.

use ballast_types::{
    liquidation::{
        AuctionOrder, AuctionPriceResponse, AuctionResponse, AuctionTotalsResponse,
        LeftoverResponse, QueryMsg, TakeResponse,
    },
    AuctionId, CollateralTypeId, MAX_PAGE,
};
use cosmwasm_std::Uint128;

use super::all;
use crate::{
    chain::{Chain, Contract, Reason},
    error::CliResult,
};

impl dyn Chain + '_ {
    fn ask_liquidation<T: serde::de::DeserializeOwned>(&self, question: &QueryMsg) -> CliResult<T> {
        self.question(Contract::Liquidation, question)
    }

    /// All live auctions of a type, the first to end first.
    pub fn auctions(&self, collateral_type: CollateralTypeId) -> CliResult<Vec<AuctionResponse>> {
        all(|last: Option<&AuctionResponse>| {
            self.ask_liquidation(&QueryMsg::Auctions {
                collateral_type,
                order: None,
                start_after: last.map(|last| last.auction),
                limit: Some(MAX_PAGE),
            })
        })
    }

    /// A page of a type's live auctions, the lowest price first.
    pub fn cheapest_auctions(
        &self,
        collateral_type: CollateralTypeId,
    ) -> CliResult<Vec<AuctionResponse>> {
        self.ask_liquidation(&QueryMsg::Auctions {
            collateral_type,
            order: Some(AuctionOrder::Price),
            start_after: None,
            limit: Some(MAX_PAGE),
        })
    }

    /// A live auction, if there is one of this number.
    pub fn auction(&self, auction: AuctionId) -> CliResult<Option<AuctionResponse>> {
        let answer = self.ask_liquidation(&QueryMsg::Auction { auction });
        match answer {
            Err(error) if matches!(reason(&error), Reason::AuctionNotLive { .. }) => Ok(None),
            answer => answer.map(Some),
        }
    }

    /// What a live auction costs at a time.
    pub fn auction_price(&self, auction: AuctionId, at: u64) -> CliResult<AuctionPriceResponse> {
        let at = Some(at);
        self.ask_liquidation(&QueryMsg::AuctionPrice { auction, at })
    }

    /// What a take would give and cost now.
    pub fn take(
        &self,
        auction: AuctionId,
        amount: Option<u128>,
        payment: Option<u128>,
    ) -> CliResult<TakeResponse> {
        self.ask_liquidation(&QueryMsg::Take {
            auction,
            amount: amount.map(Uint128::new),
            payment: payment.map(Uint128::new),
        })
    }

    /// What a type's auctions go by, and how much is under auction.
    pub fn auction_totals(
        &self,
        collateral_type: CollateralTypeId,
    ) -> CliResult<AuctionTotalsResponse> {
        self.ask_liquidation(&QueryMsg::AuctionTotals { collateral_type })
    }

    /// What an account can claim of what was left of its lots, base units.
    pub fn leftover(&self, collateral_type: CollateralTypeId, account: &str) -> CliResult<u128> {
        let owner = self.address(account)?;
        let answer: LeftoverResponse = self.ask_liquidation(&QueryMsg::Leftover {
            collateral_type,
            owner,
        })?;
        Ok(answer.collateral.u128())
    }
}

fn reason(error: &crate::error::CliError) -> Reason {
    Reason::of_text(&error.to_string())
}
