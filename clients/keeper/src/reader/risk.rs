//! The riskiest positions of a type, and what a liquidation of those that pay would do.

use ballast_types::{
    liquidation,
    vault::{self, PlanResponse, PositionResponse, Rooms, Selection, MAX_LIQUIDATED},
    CollateralTypeId, PositionId, MAX_PAGE,
};
use cosmwasm_std::Uint128;

use super::Reader;
use crate::{
    node::{Node, NodeError},
    strategy::{liquidate::paying, GasTerms, Plan, TypeState},
};

/// Most pages of a type's positions in one look: 5,000 unsafe positions that do not pay for their gas hide
/// nothing behind them.
const PAGES: usize = 50;

impl<N: Node> Reader<'_, N> {
    /// Adds a type's riskiest positions and, if any is unsafe, what a liquidation would do of those that pay
    /// their own share of gas where a buyer has room: with the pool as buyer, and with so much of the keeper's
    /// stablecoin too. Positions that do not pay are passed over before the plan, so that they neither hide
    /// others behind them nor take up a buyer's room.
    pub async fn risk(
        &self,
        state: &mut TypeState,
        spend: Uint128,
        gas: GasTerms,
    ) -> Result<(), NodeError> {
        let id = state.info.collateral_type;
        state.riskiest = self.riskiest(id, None, 1).await?;
        if state.unsafe_positions().next().is_none() {
            return Ok(());
        }
        state.riskiest.clear();
        let (mut to_pool, mut to_keeper) = (vec![], vec![]);
        for _ in 0..PAGES {
            let after = state.riskiest.last().map(|last| last.position);
            let page = self.riskiest(id, after, MAX_PAGE).await?;
            let unsafe_before = state.unsafe_positions().count();
            state.riskiest.extend(page);
            let found: Vec<_> = state.unsafe_positions().skip(unsafe_before).collect();
            if found.is_empty() {
                break;
            }
            let rooms = ample(state);
            let by_pool = Rooms {
                pool: rooms,
                ..Rooms::default()
            };
            to_pool.extend(self.paying(state, (&found, by_pool), gas).await?);
            if !spend.is_zero() {
                let by_keeper = Rooms {
                    caller: rooms,
                    ..Rooms::default()
                };
                to_keeper.extend(self.paying(state, (&found, by_keeper), gas).await?);
            }
            let is_enough = to_pool.len().max(to_keeper.len()) >= most();
            if is_enough || found.len() < MAX_PAGE as usize {
                break;
            }
        }
        state.pool_plan = self.plan(state, to_pool, Uint128::zero()).await?;
        state.own_plan = self.plan(state, to_keeper, spend).await?;
        Ok(())
    }

    async fn riskiest(
        &self,
        collateral_type: CollateralTypeId,
        start_after: Option<PositionId>,
        limit: u32,
    ) -> Result<Vec<PositionResponse>, NodeError> {
        let question = vault::QueryMsg::Riskiest {
            collateral_type,
            start_after,
            limit: Some(limit),
        };
        self.vault(&question).await
    }

    /// Those of some positions that pay their own share of gas if these rooms are theirs alone.
    async fn paying(
        &self,
        state: &TypeState,
        (ids, rooms): (&[PositionId], Rooms),
        gas: GasTerms,
    ) -> Result<Vec<PositionId>, NodeError> {
        let question = vault::QueryMsg::Plan {
            collateral_type: state.info.collateral_type,
            selection: Selection::Positions { ids: ids.to_vec() },
            rooms,
        };
        let plan: PlanResponse = self.vault(&question).await?;
        Ok(paying(state, &plan, gas))
    }

    /// What a liquidation of these would do; none of none.
    async fn plan(
        &self,
        state: &TypeState,
        mut of: Vec<PositionId>,
        spend: Uint128,
    ) -> Result<Option<Plan>, NodeError> {
        of.truncate(most());
        if of.is_empty() {
            return Ok(None);
        }
        let question = liquidation::QueryMsg::Plan {
            collateral_type: state.info.collateral_type,
            selection: Selection::Positions { ids: of.clone() },
            caller: spend,
        };
        let plan: PlanResponse = self.liquidation(&question).await?;
        Ok(Some(Plan { spend, of, plan }))
    }
}

/// Room for all of a type's debt, whatever fees fall due meanwhile.
fn ample(state: &TypeState) -> Uint128 {
    let booked = state.info.books.booked;
    booked.saturating_add(booked)
}

/// Most positions of one plan.
const fn most() -> usize {
    MAX_LIQUIDATED as usize
}
