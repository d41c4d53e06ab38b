//! Restarting auctions that are over, for the reward.

use std::{cmp::Reverse, fmt};

use ballast_math::{Auction, AuctionTerms, Market};
use ballast_types::{
    liquidation::{AuctionParams, AuctionResponse, ExecuteMsg},
    units::{collateral, collateral_amount, debt, price, ratio, value},
    AuctionId, CollateralTypeId,
};
use cosmwasm_std::{Decimal, Uint128};

use super::{action::call, gas, Action, GasTerms, Snapshot, Strategy, Target, TypeState};
use crate::{
    config::AuctionsConfig,
    node::{Call, Contracts},
};

/// An auction to begin again.
#[derive(Clone, Debug, PartialEq)]
pub struct Restart {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// The auction.
    pub auction: AuctionId,
    /// The accepted price.
    pub spot: Decimal,
    /// Decimals of the collateral.
    pub decimals: u8,
    /// What the reward should be worth, US dollars.
    pub gain: Decimal,
    /// What its gas may cost at most: the gain less the profit asked for.
    pub most_cost: Decimal,
}

/// When a restart pays.
#[derive(Clone, Debug)]
pub struct Restarting {
    minimum_profit: Decimal,
}

impl Restarting {
    /// By the configuration.
    pub fn new(config: &AuctionsConfig) -> Self {
        Self {
            minimum_profit: config.minimum_profit_usd,
        }
    }

    /// Without a valid price nothing can begin. The largest reward first.
    fn of_type(&self, state: &TypeState, terms: GasTerms) -> Vec<Restart> {
        let (spot, params) = (state.auctions.spot(), state.auctions.params.as_ref());
        let (Some(spot), Some(params)) = (spot, params) else {
            return vec![];
        };
        let bar = terms.bar_up(gas::RESTART, self.minimum_profit);
        let restarts = state.auctions.over().filter_map(|auction| {
            let reward = reward(state, auction, (params, spot));
            let gain = state.worth_down(reward, spot);
            let most_cost = gain.checked_sub(self.minimum_profit).ok()?;
            (gain >= bar).then_some(Restart {
                collateral_type: state.info.collateral_type,
                auction: auction.auction,
                spot,
                decimals: state.info.decimals,
                gain,
                most_cost,
            })
        });
        let mut restarts: Vec<_> = restarts.collect();
        restarts.sort_by_key(|restart| Reverse(restart.gain));
        restarts
    }
}

impl Strategy for Restarting {
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        let types = snapshot.types.iter();
        let restarts = types.flat_map(|state| self.of_type(state, snapshot.gas));
        restarts.map(Action::Restart).collect()
    }
}

/// The reward by the contract's own arithmetic, by the parameters of auctions that begin now. An auction keeps
/// those of its own start, which liquidation does not tell: after a change of them this may be wrong.
fn reward(
    state: &TypeState,
    auction: &AuctionResponse,
    (params, spot): (&AuctionParams, Decimal),
) -> Uint128 {
    let terms = AuctionTerms {
        start: ratio(params.start),
        restart_share: ratio(params.restart_reward_share),
        restart_cap: value(params.restart_reward_cap),
        ..AuctionTerms::default()
    };
    let market = Market {
        price: price(spot),
        decimals: state.decimals(),
    };
    let over = Auction {
        lot: collateral(auction.lot),
        tab: debt(auction.tab),
        ..Auction::default()
    };
    let restarted = over.restart(&terms, &market, 0);
    restarted.map_or(Uint128::zero(), |it| collateral_amount(it.reward))
}

impl Restart {
    pub(super) fn targets(&self) -> Vec<Target> {
        vec![Target::Auction(self.auction)]
    }

    pub(super) fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
        let auction = self.auction;
        call(&contracts.liquidation, &ExecuteMsg::Restart { auction })
    }
}

impl fmt::Display for Restart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (auction, of, gain) = (self.auction, self.collateral_type, self.gain);
        write!(f, "restart auction {auction} of type {of}, for {gain} USD")
    }
}
