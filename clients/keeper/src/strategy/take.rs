//! Taking from auctions: by a taker's contract that sells before it pays, or with stablecoin of the keeper's.

use std::fmt;

use ballast_types::{
    liquidation::{ReceiveMsg, TakerExecuteMsg},
    CollateralTypeId,
};
use cosmwasm_std::Decimal;

use super::{
    action::{call, send},
    gas, Action, GasTerms, Kind, Offer, Payer, Snapshot, Strategy, TypeState,
};
use crate::{
    config::AuctionsConfig,
    node::{Call, Contracts},
};

/// One take.
#[derive(Clone, Debug, PartialEq)]
pub struct Take {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// Decimals of the collateral.
    pub decimals: u8,
    /// The accepted price, if it is valid.
    pub spot: Option<Decimal>,
    /// What is taken, and who pays.
    pub offer: Offer,
    /// What its gas may cost at most: the gain less the profit asked for.
    pub most_cost: Decimal,
}

/// When a take pays.
#[derive(Clone, Debug)]
pub struct Taking {
    minimum_profit: Decimal,
}

impl Taking {
    /// By the configuration.
    pub fn new(config: &AuctionsConfig) -> Self {
        Self {
            minimum_profit: config.minimum_profit_usd,
        }
    }

    /// By contract first: that binds no capital. Where a contract fails the keeper still may.
    fn of_type(&self, state: &TypeState, terms: GasTerms) -> Vec<Action> {
        let mut offers: Vec<_> = state.auctions.offers.iter().collect();
        offers.sort_by_key(|offer| offer.payer == Payer::Keeper);
        let offers = offers.into_iter();
        let takes = offers.filter_map(|offer| {
            let bar = terms.bar_up(offer.payer.gas(), self.minimum_profit);
            let most_cost = offer.gain.checked_sub(self.minimum_profit).ok()?;
            (offer.gain >= bar).then(|| {
                Action::Take(Take {
                    collateral_type: state.info.collateral_type,
                    decimals: state.info.decimals,
                    spot: state.auctions.spot(),
                    offer: offer.clone(),
                    most_cost,
                })
            })
        });
        takes.collect()
    }
}

impl Strategy for Taking {
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        let types = snapshot.types.iter();
        types
            .flat_map(|state| self.of_type(state, snapshot.gas))
            .collect()
    }
}

impl Payer {
    const fn gas(&self) -> u64 {
        match self {
            Self::Contract { .. } => gas::TAKE_BY_CONTRACT,
            Self::Keeper => gas::TAKE,
        }
    }
}

impl Take {
    pub(super) const fn kind(&self) -> Kind {
        match self.offer.payer {
            Payer::Contract { .. } => Kind::TakeByContract,
            Payer::Keeper => Kind::Take,
        }
    }

    /// A take that comes late is cheaper: what is let go of now is always enough.
    pub(super) fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
        let offer = &self.offer;
        match &offer.payer {
            Payer::Contract { address, denom } => {
                let msg = TakerExecuteMsg::Take {
                    auction: offer.auction,
                    amount: offer.amount,
                    worst_price: offer.price,
                    most: offer.cost,
                    denom: denom.clone(),
                };
                call(address, &msg)
            }
            Payer::Keeper => {
                let hook = ReceiveMsg::Take {
                    auction: offer.auction,
                    amount: offer.amount,
                    worst_price: offer.price,
                };
                send(contracts, &contracts.liquidation, (offer.cost, &hook))
            }
        }
    }
}

impl fmt::Display for Take {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Offer {
            auction,
            collateral,
            cost,
            gain,
            ..
        } = &self.offer;
        let of = self.collateral_type;
        write!(
            f,
            "take {collateral} from auction {auction} of type {of} for {cost}, a gain of {gain} USD, "
        )?;
        match &self.offer.payer {
            Payer::Contract { address, .. } => write!(f, "by {address}"),
            Payer::Keeper => write!(f, "with own stablecoin"),
        }
    }
}
