//! The unsafe positions of a type, in the order of risk, with what they bring.

use ballast_types::{
    vault::{self, PlanResponse, PositionResponse, Rooms, Selection},
    CollateralTypeId, PositionId, MAX_PAGE,
};
use cosmwasm_std::Uint128;
use tokio::time::Instant;

use super::Reader;
use crate::{
    node::{Node, NodeError},
    strategy::{
        choice::{is_enough, Candidate, MOST},
        liquidate::{candidates, Liquidating},
        outlook::Outlook,
        GasTerms, TypeState,
    },
};

/// Most pages of a type's positions in one look: 5,000 unsafe positions that do not pay hide nothing behind
/// them.
const PAGES: usize = 50;

/// What a look for unsafe positions goes by.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// What a message must bring.
    pub rules: &'a Liquidating,
    /// What gas costs.
    pub gas: GasTerms,
    /// Stablecoin that the keeper may send.
    pub spend: Uint128,
    /// When to end with what has been found. One page is read in any case.
    pub until: Instant,
}

/// Unsafe positions that pay their own share of gas, in the order of risk.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Where the pool has room for them.
    pub by_pool: Vec<Candidate>,
    /// Where the keeper buys them itself.
    pub by_keeper: Vec<Candidate>,
}

impl Found {
    /// Whether the places of a plan are taken, and some of them make up a message that pays.
    fn is_enough(&self, search: &Search<'_>) -> bool {
        [(&self.by_pool, false), (&self.by_keeper, true)]
            .into_iter()
            .filter(|(found, _)| found.len() >= MOST)
            .any(|(found, buys)| is_enough(found, &search.rules.bar(search.gas, buys)))
    }
}

impl<N: Node> Reader<'_, N> {
    /// Adds a type's riskiest positions, and finds those of the unsafe ones that pay their own share of gas.
    /// Reads on in the order of risk until enough are found of which a message pays, all unsafe ones are read,
    /// or the time is over. What was found counts also if the node refuses to tell more: it may
    /// keep the state of a few blocks only.
    pub async fn find(
        &self,
        state: &mut TypeState,
        search: &Search<'_>,
    ) -> Result<Found, NodeError> {
        let mut found = Found::default();
        state.riskiest = self.riskiest(state.info.collateral_type, None, 1).await?;
        if state.unsafe_positions().next().is_none() {
            return Ok(found);
        }
        state.riskiest.clear();
        self.read_page(state, search, &mut found).await?;
        for page in 1..PAGES {
            let read = state.riskiest.len();
            let is_last = state.unsafe_positions().count() < page.saturating_mul(MAX_PAGE as usize);
            if is_last || found.is_enough(search) {
                break;
            }
            let id = state.info.collateral_type;
            if Instant::now() >= search.until {
                tracing::info!(collateral_type = %id, read, "no time to read more positions");
                break;
            }
            match self.read_page(state, search, &mut found).await {
                Err(error) if error.is_answer() => {
                    tracing::info!(collateral_type = %id, read, %error, "no more positions can be read");
                    break;
                }
                read => read?,
            }
        }
        Ok(found)
    }

    /// Adds a type's riskiest positions as long as a price that is not accepted yet endangers them: all that it
    /// does, or as many as can be read in time.
    pub async fn endangered(
        &self,
        state: &mut TypeState,
        outlook: &Outlook,
        until: Instant,
    ) -> Result<(), NodeError> {
        let id = state.info.collateral_type;
        for _ in 0..PAGES {
            let after = state.riskiest.last().map(|last| last.position);
            let page = self.riskiest(id, after, MAX_PAGE).await?;
            let is_last = u32::try_from(page.len()).is_ok_and(|length| length < MAX_PAGE);
            state.riskiest.extend(page);
            let last = state.riskiest.last();
            if is_last || last.is_some_and(|last| !outlook.is_under(last)) {
                break;
            }
            if Instant::now() >= until {
                let read = state.riskiest.len();
                tracing::info!(collateral_type = %id, read, "no time to read more positions");
                break;
            }
        }
        Ok(())
    }

    async fn read_page(
        &self,
        state: &mut TypeState,
        search: &Search<'_>,
        found: &mut Found,
    ) -> Result<(), NodeError> {
        let after = state.riskiest.last().map(|last| last.position);
        let id = state.info.collateral_type;
        let page = self.riskiest(id, after, MAX_PAGE).await?;
        let unsafe_before = state.unsafe_positions().count();
        state.riskiest.extend(page);
        let ids: Vec<_> = state.unsafe_positions().skip(unsafe_before).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let room = ample(state);
        let pool = Rooms {
            pool: room,
            ..Rooms::default()
        };
        let by_pool = self.bringing(state, (&ids, pool), search.gas).await?;
        found.by_pool.extend(by_pool);
        if !search.spend.is_zero() {
            let caller = Rooms {
                caller: room,
                ..Rooms::default()
            };
            let by_keeper = self.bringing(state, (&ids, caller), search.gas).await?;
            found.by_keeper.extend(by_keeper);
        }
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
    async fn bringing(
        &self,
        state: &TypeState,
        (ids, rooms): (&[PositionId], Rooms),
        gas: GasTerms,
    ) -> Result<Vec<Candidate>, NodeError> {
        let question = vault::QueryMsg::Plan {
            collateral_type: state.info.collateral_type,
            selection: Selection::Positions { ids: ids.to_vec() },
            rooms,
        };
        let plan: PlanResponse = self.vault(&question).await?;
        Ok(candidates(state, &plan, gas))
    }
}

/// Room for all of a type's debt, whatever fees fall due meanwhile.
fn ample(state: &TypeState) -> Uint128 {
    let booked = state.info.books.booked;
    booked.saturating_add(booked)
}
