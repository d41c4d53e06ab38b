//! Filling standing orders, with stablecoin of the keeper's.

use std::{cmp::Reverse, fmt};

use ballast_types::{vault::ReceiveMsg, CollateralTypeId};
use cosmwasm_std::Decimal;

use super::{
    action::send, gas, Action, FillOffer, GasTerms, Snapshot, Strategy, Target, TypeState,
};
use crate::{
    config::OrdersConfig,
    node::{Call, Contracts},
};

/// One fill.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// Decimals of the collateral.
    pub decimals: u8,
    /// The accepted price.
    pub spot: Decimal,
    /// What is filled.
    pub offer: FillOffer,
    /// What its gas may cost at most: the gain less the profit asked for.
    pub most_cost: Decimal,
}

/// When a fill pays.
#[derive(Clone, Debug)]
pub struct Filling {
    minimum_profit: Decimal,
}

impl Filling {
    /// By the configuration.
    pub fn new(config: &OrdersConfig) -> Self {
        Self {
            minimum_profit: config.minimum_profit_usd,
        }
    }

    /// The largest gain first. Without a valid price nothing is bought.
    fn of_type(&self, state: &TypeState, terms: GasTerms) -> Vec<Fill> {
        let Some(spot) = state.orders.spot else {
            return vec![];
        };
        let bar = terms.bar_up(gas::FILL, self.minimum_profit);
        let fills = state.orders.offers.iter().filter_map(|offer| {
            let most_cost = offer.gain.checked_sub(self.minimum_profit).ok()?;
            (offer.gain >= bar).then(|| Fill {
                collateral_type: state.info.collateral_type,
                decimals: state.info.decimals,
                spot,
                offer: offer.clone(),
                most_cost,
            })
        });
        let mut fills: Vec<_> = fills.collect();
        fills.sort_by_key(|fill| Reverse(fill.offer.gain));
        fills
    }
}

impl Strategy for Filling {
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        let types = snapshot.types.iter();
        let fills = types.flat_map(|state| self.of_type(state, snapshot.gas));
        fills.map(Action::Fill).collect()
    }
}

impl Fill {
    pub(super) fn targets(&self) -> Vec<Target> {
        vec![Target::Position(self.offer.position)]
    }

    /// Less collateral than was planned is not accepted: then the price has risen, or somebody has filled or
    /// changed the order.
    pub(super) fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
        let hook = ReceiveMsg::Fill {
            position: self.offer.position,
            minimum: self.offer.collateral,
        };
        send(contracts, &contracts.vault, (self.offer.payment, &hook))
    }
}

impl fmt::Display for Fill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FillOffer {
            position,
            repaid,
            collateral,
            gain,
            ..
        } = &self.offer;
        let of = self.collateral_type;
        write!(
            f,
            "fill the order of position {position} of type {of}: {collateral} for {repaid} of own stablecoin, a \
             gain of {gain} USD"
        )
    }
}
