//! Questions to the vault.

use ballast_types::{
    vault::{
        CollateralTypeResponse, ConfigResponse, FillResponse, GroupResponse,
        MintRequirementResponse, OperatorResponse, OrderResponse, PlanResponse, PositionResponse,
        QueryMsg, RedemptionResponse, Rooms, Selection,
    },
    CollateralTypeId, PositionId,
};
use cosmwasm_std::Uint128;

use super::{all, PAGE};
use crate::{error::QueryFailure, Devchain, VAULT};

impl Devchain {
    /// The vault's owner, guardian and pause.
    pub fn vault_config(&self) -> Result<ConfigResponse, QueryFailure> {
        self.query(VAULT, &QueryMsg::Config {})
    }

    /// One collateral type.
    pub fn collateral_type(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<CollateralTypeResponse, QueryFailure> {
        self.query(VAULT, &QueryMsg::CollateralType { collateral_type })
    }

    /// All collateral types.
    pub fn collateral_types(&self) -> Result<Vec<CollateralTypeResponse>, QueryFailure> {
        all(|last: Option<&CollateralTypeResponse>| {
            let start_after = last.map(|last| last.collateral_type);
            self.query(
                VAULT,
                &QueryMsg::CollateralTypes {
                    start_after,
                    limit: Some(PAGE),
                },
            )
        })
    }

    /// All groups.
    pub fn groups(&self) -> Result<Vec<GroupResponse>, QueryFailure> {
        all(|last: Option<&GroupResponse>| {
            let start_after = last.map(|last| last.group);
            self.query(
                VAULT,
                &QueryMsg::Groups {
                    start_after,
                    limit: Some(PAGE),
                },
            )
        })
    }

    /// What ratio a mint of so much needs now, part by part.
    pub fn mint_requirement(
        &self,
        collateral_type: CollateralTypeId,
        debt: Uint128,
    ) -> Result<MintRequirementResponse, QueryFailure> {
        let question = QueryMsg::MintRequirement {
            collateral_type,
            debt: Some(debt),
        };
        self.query(VAULT, &question)
    }

    /// One position.
    pub fn position(&self, position: PositionId) -> Result<PositionResponse, QueryFailure> {
        self.query(VAULT, &QueryMsg::Position { position })
    }

    /// All positions of a type.
    pub fn positions(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<Vec<PositionResponse>, QueryFailure> {
        all(|last: Option<&PositionResponse>| {
            let start_after = last.map(|last| last.position);
            let limit = Some(PAGE);
            self.query(
                VAULT,
                &QueryMsg::Positions {
                    collateral_type,
                    start_after,
                    limit,
                },
            )
        })
    }

    /// All positions of an account.
    pub fn positions_of(&self, account: &str) -> Result<Vec<PositionResponse>, QueryFailure> {
        let owner = self.address(account)?.to_string();
        all(|last: Option<&PositionResponse>| {
            let start_after = last.map(|last| last.position);
            let (owner, limit) = (owner.clone(), Some(PAGE));
            self.query(
                VAULT,
                &QueryMsg::PositionsByOwner {
                    owner,
                    start_after,
                    limit,
                },
            )
        })
    }

    /// The positions of a type with the lowest ratio, at most `limit` (and no more than a page).
    pub fn riskiest(
        &self,
        collateral_type: CollateralTypeId,
        limit: u32,
    ) -> Result<Vec<PositionResponse>, QueryFailure> {
        self.query(
            VAULT,
            &QueryMsg::Riskiest {
                collateral_type,
                start_after: None,
                limit: Some(limit),
            },
        )
    }

    /// The positions that stand behind one in the order of risk.
    pub fn riskiest_after(
        &self,
        start_after: PositionId,
        limit: u32,
    ) -> Result<Vec<PositionResponse>, QueryFailure> {
        self.query(
            VAULT,
            &QueryMsg::Riskiest {
                collateral_type: start_after.collateral_type(),
                start_after: Some(start_after),
                limit: Some(limit),
            },
        )
    }

    /// What a seizure with these rooms would do.
    pub fn seizure_plan(
        &self,
        collateral_type: CollateralTypeId,
        selection: Selection,
        rooms: Rooms,
    ) -> Result<PlanResponse, QueryFailure> {
        self.query(
            VAULT,
            &QueryMsg::Plan {
                collateral_type,
                selection,
                rooms,
            },
        )
    }

    /// What redeeming an amount of stablecoin would give.
    pub fn redemption(
        &self,
        collateral_type: CollateralTypeId,
        amount: u128,
        limit: u32,
    ) -> Result<RedemptionResponse, QueryFailure> {
        self.query(
            VAULT,
            &QueryMsg::Redemption {
                collateral_type,
                amount: Uint128::new(amount),
                limit,
            },
        )
    }

    /// A position's standing order.
    pub fn order(&self, position: PositionId) -> Result<OrderResponse, QueryFailure> {
        self.query(VAULT, &QueryMsg::Order { position })
    }

    /// A type's orders under their trigger, behind one of them or from the first, at most a page.
    pub fn fillable_orders(
        &self,
        collateral_type: CollateralTypeId,
        start_after: Option<PositionId>,
        limit: u32,
    ) -> Result<Vec<OrderResponse>, QueryFailure> {
        self.query(
            VAULT,
            &QueryMsg::FillableOrders {
                collateral_type,
                start_after,
                limit: Some(limit),
            },
        )
    }

    /// What filling an order with an amount of stablecoin would give.
    pub fn order_fill(
        &self,
        position: PositionId,
        amount: u128,
    ) -> Result<FillResponse, QueryFailure> {
        let amount = Uint128::new(amount);
        self.query(VAULT, &QueryMsg::Fill { position, amount })
    }

    /// A position's operators.
    pub fn operators(&self, position: PositionId) -> Result<Vec<OperatorResponse>, QueryFailure> {
        self.query(VAULT, &QueryMsg::Operators { position })
    }
}
