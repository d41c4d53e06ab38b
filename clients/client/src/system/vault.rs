//! Questions to the vault.

use ballast_types::{
    vault::{
        CollateralTypeResponse, ConfigResponse, GroupResponse, MintRequirementResponse,
        OperatorResponse, PositionResponse, QueryMsg, RedemptionResponse,
    },
    CollateralTypeId, PositionId,
};
use cosmwasm_std::Uint128;
use serde::de::DeserializeOwned;

use super::{System, PAGE};
use crate::Result;

impl System {
    /// The vault's owner, guardian, other contracts and pause.
    pub async fn vault_config(&self) -> Result<ConfigResponse> {
        self.vault(&QueryMsg::Config {}).await
    }

    /// One collateral type.
    pub async fn collateral_type(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<CollateralTypeResponse> {
        self.vault(&QueryMsg::CollateralType { collateral_type })
            .await
    }

    /// All collateral types in order.
    pub async fn collateral_types(&self) -> Result<Vec<CollateralTypeResponse>> {
        let question = |after: Option<&CollateralTypeResponse>| QueryMsg::CollateralTypes {
            start_after: after.map(|last| last.collateral_type),
            limit: PAGE,
        };
        self.pages(&self.contracts.vault, question).await
    }

    /// All groups in order.
    pub async fn groups(&self) -> Result<Vec<GroupResponse>> {
        let question = |after: Option<&GroupResponse>| QueryMsg::Groups {
            start_after: after.map(|last| last.group),
            limit: PAGE,
        };
        self.pages(&self.contracts.vault, question).await
    }

    /// What ratio a mint of so much needs now, part by part.
    pub async fn mint_requirement(
        &self,
        collateral_type: CollateralTypeId,
        debt: Uint128,
    ) -> Result<MintRequirementResponse> {
        self.vault(&QueryMsg::MintRequirement {
            collateral_type,
            debt: Some(debt),
        })
        .await
    }

    /// One position.
    pub async fn position(&self, position: PositionId) -> Result<PositionResponse> {
        self.vault(&QueryMsg::Position { position }).await
    }

    /// All positions of a type, by id.
    pub async fn positions(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<Vec<PositionResponse>> {
        let question = |after: Option<&PositionResponse>| QueryMsg::Positions {
            collateral_type,
            start_after: after.map(|last| last.position),
            limit: PAGE,
        };
        self.pages(&self.contracts.vault, question).await
    }

    /// All positions of a holder, by id.
    pub async fn positions_of(&self, owner: &str) -> Result<Vec<PositionResponse>> {
        let question = |after: Option<&PositionResponse>| QueryMsg::PositionsByOwner {
            owner: owner.to_owned(),
            start_after: after.map(|last| last.position),
            limit: PAGE,
        };
        self.pages(&self.contracts.vault, question).await
    }

    /// A type's positions with debt, the lowest ratio first; at most [`ballast_types::MAX_PAGE`].
    pub async fn riskiest(
        &self,
        collateral_type: CollateralTypeId,
        limit: u32,
    ) -> Result<Vec<PositionResponse>> {
        let limit = Some(limit);
        self.vault(&QueryMsg::Riskiest {
            collateral_type,
            start_after: None,
            limit,
        })
        .await
    }

    /// What redeeming stablecoin would give now; from at most
    /// [`ballast_types::vault::MAX_REDEEMED`] positions.
    pub async fn redemption(
        &self,
        collateral_type: CollateralTypeId,
        amount: Uint128,
        limit: u32,
    ) -> Result<RedemptionResponse> {
        self.vault(&QueryMsg::Redemption {
            collateral_type,
            amount,
            limit,
        })
        .await
    }

    /// A position's operators.
    pub async fn operators(&self, position: PositionId) -> Result<Vec<OperatorResponse>> {
        self.vault(&QueryMsg::Operators { position }).await
    }

    async fn vault<T: DeserializeOwned>(&self, question: &QueryMsg) -> Result<T> {
        self.client.smart(&self.contracts.vault, question).await
    }
}
