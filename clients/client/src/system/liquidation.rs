//! Questions to liquidation.

use ballast_types::{
    liquidation::{
        AuctionResponse, AuctionTotalsResponse, BadDebtResponse, ConfigResponse, DepositResponse,
        PoolResponse, QueryMsg,
    },
    vault::{PlanResponse, Rooms, Selection},
    CollateralTypeId,
};
use cosmwasm_std::Uint128;
use serde::de::DeserializeOwned;

use super::{System, PAGE};
use crate::Result;

impl System {
    /// Liquidation's owner and contracts.
    pub async fn liquidation_config(&self) -> Result<ConfigResponse> {
        self.liquidation(&QueryMsg::Config {}).await
    }

    /// One pool.
    pub async fn pool(&self, collateral_type: CollateralTypeId) -> Result<PoolResponse> {
        self.liquidation(&QueryMsg::Pool { collateral_type }).await
    }

    /// All pools in order of type.
    pub async fn pools(&self) -> Result<Vec<PoolResponse>> {
        let question = |after: Option<&PoolResponse>| QueryMsg::Pools {
            start_after: after.map(|last| last.collateral_type),
            limit: PAGE,
        };
        self.pages(&self.contracts.liquidation, question).await
    }

    /// One deposit in a pool.
    pub async fn deposit(
        &self,
        collateral_type: CollateralTypeId,
        depositor: &str,
    ) -> Result<DepositResponse> {
        let depositor = depositor.to_owned();
        let question = QueryMsg::Deposit {
            collateral_type,
            depositor,
        };
        self.liquidation(&question).await
    }

    /// All deposits in a pool.
    pub async fn deposits(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<Vec<DepositResponse>> {
        let question = |after: Option<&DepositResponse>| QueryMsg::Deposits {
            collateral_type,
            start_after: after.map(|last| last.depositor.clone()),
            limit: PAGE,
        };
        self.pages(&self.contracts.liquidation, question).await
    }

    /// What each buyer can take on, with `caller` base units of stablecoin from the caller.
    pub async fn rooms(&self, collateral_type: CollateralTypeId, caller: Uint128) -> Result<Rooms> {
        self.liquidation(&QueryMsg::Rooms {
            collateral_type,
            caller,
        })
        .await
    }

    /// What a liquidation would do now, with `caller` base units of stablecoin from the caller.
    pub async fn plan(
        &self,
        collateral_type: CollateralTypeId,
        selection: Selection,
        caller: Uint128,
    ) -> Result<PlanResponse> {
        let question = QueryMsg::Plan {
            collateral_type,
            selection,
            caller,
        };
        self.liquidation(&question).await
    }

    /// A type's bad debt, and what of it is paid already.
    pub async fn bad_debt(&self, collateral_type: CollateralTypeId) -> Result<BadDebtResponse> {
        self.liquidation(&QueryMsg::BadDebt { collateral_type })
            .await
    }

    /// What a type's auctions go by, and how much is under auction.
    pub async fn auction_totals(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<AuctionTotalsResponse> {
        self.liquidation(&QueryMsg::AuctionTotals { collateral_type })
            .await
    }

    /// A type's live auctions, in the order in which they end.
    pub async fn auctions(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<Vec<AuctionResponse>> {
        let question = |last: Option<&AuctionResponse>| QueryMsg::Auctions {
            collateral_type,
            order: None,
            start_after: last.map(|last| last.auction),
            limit: PAGE,
        };
        self.pages(&self.contracts.liquidation, question).await
    }

    async fn liquidation<T: DeserializeOwned>(&self, question: &QueryMsg) -> Result<T> {
        self.client
            .smart(&self.contracts.liquidation, question)
            .await
    }
}
