//! Questions to liquidation.

use ballast_types::{
    liquidation::{
        AuctionResponse, AuctionTotalsResponse, BadDebtResponse, ConfigResponse, DepositResponse,
        LeftoverResponse, PoolResponse, QueryMsg,
    },
    vault::{PlanResponse, Rooms, Selection},
    AuctionId, CollateralTypeId,
};
use cosmwasm_std::Uint128;

use super::{all, PAGE};
use crate::{error::QueryFailure, Devchain, LIQUIDATION};

impl Devchain {
    /// Liquidation's owner and neighbours.
    pub fn liquidation_config(&self) -> Result<ConfigResponse, QueryFailure> {
        self.query(LIQUIDATION, &QueryMsg::Config {})
    }

    /// One pool.
    pub fn pool(&self, collateral_type: CollateralTypeId) -> Result<PoolResponse, QueryFailure> {
        self.query(LIQUIDATION, &QueryMsg::Pool { collateral_type })
    }

    /// All pools.
    pub fn pools(&self) -> Result<Vec<PoolResponse>, QueryFailure> {
        all(|last: Option<&PoolResponse>| {
            let start_after = last.map(|last| last.collateral_type);
            self.query(
                LIQUIDATION,
                &QueryMsg::Pools {
                    start_after,
                    limit: Some(PAGE),
                },
            )
        })
    }

    /// An account's deposit in a pool.
    pub fn deposit(
        &self,
        collateral_type: CollateralTypeId,
        account: &str,
    ) -> Result<DepositResponse, QueryFailure> {
        let depositor = self.address(account)?.to_string();
        self.query(
            LIQUIDATION,
            &QueryMsg::Deposit {
                collateral_type,
                depositor,
            },
        )
    }

    /// All deposits in a pool.
    pub fn deposits(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<Vec<DepositResponse>, QueryFailure> {
        all(|last: Option<&DepositResponse>| {
            let start_after = last.map(|last| last.depositor.clone());
            let limit = Some(PAGE);
            self.query(
                LIQUIDATION,
                &QueryMsg::Deposits {
                    collateral_type,
                    start_after,
                    limit,
                },
            )
        })
    }

    /// A live auction.
    pub fn auction(&self, auction: AuctionId) -> Result<AuctionResponse, QueryFailure> {
        self.query(LIQUIDATION, &QueryMsg::Auction { auction })
    }

    /// A type's live auctions, in the order in which they end.
    pub fn auctions(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<Vec<AuctionResponse>, QueryFailure> {
        all(|last: Option<&AuctionResponse>| {
            let page = QueryMsg::Auctions {
                collateral_type,
                order: None,
                start_after: last.map(|last| last.auction),
                limit: Some(PAGE),
            };
            self.query(LIQUIDATION, &page)
        })
    }

    /// What a type's auctions go by, and how much is under auction.
    pub fn auction_totals(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<AuctionTotalsResponse, QueryFailure> {
        self.query(LIQUIDATION, &QueryMsg::AuctionTotals { collateral_type })
    }

    /// What an account can claim of what was left of lots.
    pub fn leftover(
        &self,
        collateral_type: CollateralTypeId,
        account: &str,
    ) -> Result<Uint128, QueryFailure> {
        let owner = self.address(account)?.to_string();
        let question = QueryMsg::Leftover {
            collateral_type,
            owner,
        };
        let answer: LeftoverResponse = self.query(LIQUIDATION, &question)?;
        Ok(answer.collateral)
    }

    /// What each buyer can take on, with `caller` base units from the caller.
    pub fn rooms(
        &self,
        collateral_type: CollateralTypeId,
        caller: u128,
    ) -> Result<Rooms, QueryFailure> {
        let caller = Uint128::new(caller);
        self.query(
            LIQUIDATION,
            &QueryMsg::Rooms {
                collateral_type,
                caller,
            },
        )
    }

    /// What a liquidation would do.
    pub fn liquidation_plan(
        &self,
        collateral_type: CollateralTypeId,
        selection: Selection,
        caller: u128,
    ) -> Result<PlanResponse, QueryFailure> {
        let caller = Uint128::new(caller);
        self.query(
            LIQUIDATION,
            &QueryMsg::Plan {
                collateral_type,
                selection,
                caller,
            },
        )
    }

    /// A type's bad debt, and what of it is paid.
    pub fn bad_debt(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<BadDebtResponse, QueryFailure> {
        self.query(LIQUIDATION, &QueryMsg::BadDebt { collateral_type })
    }
}
