//! Questions about standing orders.

use ballast_types::{
    vault::{CollateralTypeResponse, FillResponse, OrderResponse, QueryMsg},
    CollateralTypeId, PositionId, MAX_PAGE,
};
use cosmwasm_std::Uint128;

use super::all;
use crate::{
    chain::{Chain, Contract},
    error::CliResult,
};

impl dyn Chain + '_ {
    /// One collateral type, as it is now.
    pub fn collateral_type(
        &self,
        collateral_type: CollateralTypeId,
    ) -> CliResult<CollateralTypeResponse> {
        let question = QueryMsg::CollateralType { collateral_type };
        self.question(Contract::Vault, &question)
    }

    /// The order of a position that has one.
    pub fn order(&self, position: PositionId) -> CliResult<OrderResponse> {
        self.question(Contract::Vault, &QueryMsg::Order { position })
    }

    /// All orders of a type that are under their trigger, the one furthest under it first.
    pub fn fillable_orders(
        &self,
        collateral_type: CollateralTypeId,
    ) -> CliResult<Vec<OrderResponse>> {
        all(|last: Option<&OrderResponse>| {
            let question = QueryMsg::FillableOrders {
                collateral_type,
                start_after: last.map(|last| last.position),
                limit: Some(MAX_PAGE),
            };
            self.question(Contract::Vault, &question)
        })
    }

    /// What filling an order with so much stablecoin would do now.
    pub fn fill(&self, position: PositionId, amount: u128) -> CliResult<FillResponse> {
        let amount = Uint128::new(amount);
        self.question(Contract::Vault, &QueryMsg::Fill { position, amount })
    }
}
