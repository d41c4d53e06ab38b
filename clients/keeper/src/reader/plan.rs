//! What a liquidation of the positions found would do in the room that there is.

use ballast_types::{
    liquidation,
    vault::{PlanResponse, Selection},
    PositionId,
};
use cosmwasm_std::Uint128;

use super::{
    risk::{Found, Search},
    Reader,
};
use crate::{
    node::{Node, NodeError},
    strategy::{
        choice::{selections, Candidate},
        Plan, TypeState,
    },
};

impl<N: Node> Reader<'_, N> {
    /// Adds what a liquidation would do of the positions found: with the pool as buyer, and with so much of
    /// the keeper's stablecoin too. Positions of which no message pays are in neither, so that they take up
    /// no buyer's room.
    pub async fn plan(
        &self,
        state: &mut TypeState,
        found: &Found,
        search: &Search<'_>,
    ) -> Result<(), NodeError> {
        let by_pool = (found.by_pool.as_slice(), Uint128::zero());
        state.pool_plan = self.first_that_pays(state, by_pool, search).await?;
        let by_keeper = (found.by_keeper.as_slice(), search.spend);
        state.own_plan = self.first_that_pays(state, by_keeper, search).await?;
        Ok(())
    }

    /// The first plan with a message that pays; the last one asked for if none has, none of none.
    async fn first_that_pays(
        &self,
        state: &TypeState,
        (candidates, spend): (&[Candidate], Uint128),
        search: &Search<'_>,
    ) -> Result<Option<Plan>, NodeError> {
        let bar = search.rules.bar(search.gas, !spend.is_zero());
        let mut last = None;
        for of in selections(candidates, &bar) {
            let plan = self.planned(state, of, spend).await?;
            let messages = search.rules.messages(state, &plan, search.gas);
            last = Some(plan);
            if !messages.is_empty() {
                break;
            }
        }
        Ok(last)
    }

    async fn planned(
        &self,
        state: &TypeState,
        of: Vec<PositionId>,
        spend: Uint128,
    ) -> Result<Plan, NodeError> {
        let question = liquidation::QueryMsg::Plan {
            collateral_type: state.info.collateral_type,
            selection: Selection::Positions { ids: of.clone() },
            caller: spend,
        };
        let plan: PlanResponse = self.liquidation(&question).await?;
        Ok(Plan { spend, of, plan })
    }
}
