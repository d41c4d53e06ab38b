//! A type's standing orders under their trigger, and what the keeper could fill of them.

use ballast_types::vault::{FillResponse, OrderResponse, QueryMsg};
use cosmwasm_std::Uint128;
use tokio::time::Instant;

use super::Reader;
use crate::{
    config::OrdersConfig,
    node::{Node, NodeError},
    strategy::{FillOffer, OpenOrders, TypeState},
};

/// Orders asked for at a time: a question may use only so much gas.
const PAGE: u32 = 50;

/// Most pages of a type's orders in one look: 5,000 orders that nobody can fill hide nothing behind them.
const PAGES: usize = 100;

/// Most fills that are decided on at a time, the most promising ones.
const MOST: usize = 8;

impl<N: Node> Reader<'_, N> {
    /// Adds a type's orders that a buyer can fill and its price: all of them, or as many as can be read in time.
    /// Without a valid price there are none.
    pub async fn orders(&self, state: &mut TypeState, until: Instant) -> Result<(), NodeError> {
        let collateral_type = state.info.collateral_type;
        let price = self.accepted_price(&state.info.feed).await?;
        let Some(price) = price.filter(|price| price.is_valid) else {
            return Ok(());
        };
        state.orders.spot = Some(price.usd);
        let mut start_after = None;
        for read in 1..=PAGES {
            let question = QueryMsg::FillableOrders {
                collateral_type,
                start_after,
                limit: Some(PAGE),
            };
            let page: Vec<OrderResponse> = self.vault(&question).await?;
            // A page that is not full need not be the last: those just above their trigger are not shown.
            let Some(last) = page.last() else {
                break;
            };
            start_after = Some(last.position);
            let fillable = page.into_iter().filter(|order| order.fill.is_some());
            state.orders.fillable.extend(fillable);
            if Instant::now() >= until {
                tracing::info!(%collateral_type, pages = read, "no time to read more orders");
                break;
            }
        }
        Ok(())
    }

    /// Adds what so much of the keeper's own stablecoin would fill of a type's most promising orders.
    pub async fn fills(
        &self,
        state: &mut TypeState,
        rules: &OrdersConfig,
        (spend, until): (Uint128, Instant),
    ) -> Result<(), NodeError> {
        let (Some(spot), false) = (state.orders.spot, spend.is_zero()) else {
            return Ok(());
        };
        let discounted = (spot, rules.minimum_discount);
        for (position, whole) in OpenOrders::promising(state, discounted, spend) {
            if state.orders.offers.len() >= MOST || Instant::now() >= until {
                break;
            }
            let fill = if whole.repaid <= spend {
                whole
            } else {
                let amount = spend;
                let question = QueryMsg::Fill { position, amount };
                let part: Result<FillResponse, _> = self.vault(&question).await;
                match part {
                    // Nothing that leaves the debt floor can be had for so much.
                    Err(error) if error.is_answer() => continue,
                    part => part?,
                }
            };
            let offer = FillOffer::new(state, (position, &fill), (spot, spend));
            state.orders.offers.push(offer);
        }
        Ok(())
    }
}
