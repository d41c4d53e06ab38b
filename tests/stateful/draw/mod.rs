//! What is done next: a random operation that, more often than not, can succeed.

mod auctions;
mod governance;
mod holders;
mod ledger;
mod orders;
mod pools;
mod positions;
mod prices;
mod redemptions;
mod repayments;
mod tokens;

use std::collections::BTreeMap;

use ballast_devchain::{Call, Devchain, Failure, State, STABLECOIN};
use ballast_types::{
    vault::{CollateralTypeResponse, PositionResponse},
    Asset, CollateralTypeId,
};
use cosmwasm_std::{coins, Coin};
use serde::Serialize;

use crate::{random::Random, world};

/// One operation to come, and how long before it nothing happens.
pub struct Step {
    /// Seconds to wait.
    pub wait: u64,
    /// Who signs.
    pub sender: String,
    /// What is called.
    pub calls: Vec<Call>,
}

/// What the market would pay for a whole unit, by feed: atoms of a dollar, 18 digits.
pub type Market = BTreeMap<String, u128>;

/// Everything that a draw may look at.
pub struct Draw<'a> {
    /// Chance.
    pub random: &'a mut Random,
    /// The state as it is.
    pub state: &'a State,
    /// The chain, for questions only.
    pub chain: &'a Devchain,
    /// Prices outside.
    pub market: &'a mut Market,
}

type Maker = fn(&mut Draw<'_>) -> Option<Vec<Step>>;

/// What may happen, and how often beside the others.
const MAKERS: [(u64, Maker); 47] = [
    (14, prices::round),
    (4, prices::odd_report),
    (4, prices::feeders),
    (2, prices::feeds),
    (2, prices::intake),
    (2, prices::freeze),
    (1, prices::poke),
    (14, positions::open),
    (8, positions::deposit),
    (8, positions::withdraw),
    (10, positions::mint),
    (10, repayments::repay),
    (10, positions::adjust),
    (6, repayments::close),
    (6, holders::transfer),
    (5, holders::operators),
    (20, pools::liquidate),
    (10, pools::deposit),
    (6, pools::withdraw),
    (6, pools::claim),
    (8, redemptions::redeem),
    (6, ledger::settle),
    (6, ledger::fees),
    (2, ledger::seize),
    (2, ledger::accrue),
    (10, auctions::take),
    (5, auctions::restart),
    (8, auctions::leftover),
    (2, auctions::surplus),
    (2, auctions::params),
    (4, auctions::reserve),
    (4, auctions::handed_over),
    (6, orders::place),
    (8, orders::fill),
    (4, orders::reserve),
    (3, orders::use_reserve),
    (2, orders::cancel),
    (6, governance::risk),
    (3, governance::ramp),
    (3, governance::group),
    (2, governance::pause),
    (4, governance::ownership),
    (2, governance::list),
    (1, governance::migrate),
    (6, tokens::transfer),
    (4, tokens::allowance),
    (3, tokens::odd),
];

impl Draw<'_> {
    /// The operations that come next.
    pub fn next(&mut self) -> Vec<Step> {
        if self.random.chance(60) && self.state.types.values().all(|it| !self.is_priced(it)) {
            return prices::round(self).unwrap_or_default();
        }
        let maker = self
            .random
            .weighted(MAKERS.iter().map(|(weight, _)| *weight));
        let mut steps = (MAKERS[maker].1)(self).unwrap_or_default();
        if self.random.chance(6) {
            self.join(&mut steps);
        }
        if let Some(first) = steps.first_mut().filter(|first| first.wait == 0) {
            first.wait = self.pause();
        }
        steps
    }

    /// Another operation of the same account in the same transaction.
    fn join(&mut self, steps: &mut [Step]) {
        let first = steps
            .first_mut()
            .filter(|it| world::HOLDERS.contains(&&*it.sender));
        let Some(first) = first else { return };
        for _ in 0..self.random.between(1, 2) {
            if let Some(other) = self.own_business(&first.sender) {
                first.calls.extend(other.calls);
            }
        }
    }

    /// How long nothing happens: mostly not at all.
    fn pause(&mut self) -> u64 {
        match self.random.below(200) {
            0..=109 => 0,
            110..=169 => self.random.between(1, 60),
            170..=187 => self.random.between(61, 3_600),
            188..=195 => self.random.between(3_601, 86_400),
            196..=198 => self.random.between(86_400, 14 * 86_400),
            _ => self.random.between(14 * 86_400, 120 * 86_400),
        }
    }

    /// Whether a type has a price now.
    pub fn is_priced(&self, info: &CollateralTypeResponse) -> bool {
        self.state.spot(info).is_some()
    }

    /// A type, preferably one with a price.
    pub fn any_type(&mut self) -> Option<CollateralTypeResponse> {
        let state = self.state;
        let priced = state.types.values().filter(|it| state.spot(it).is_some());
        let priced = self.random.pick_from(priced);
        let wanted = if self.random.chance(90) { priced } else { None };
        wanted
            .or_else(|| self.random.pick_from(state.types.values()))
            .cloned()
    }

    /// A position.
    pub fn any_position(&mut self) -> Option<PositionResponse> {
        self.random
            .pick_from(self.state.positions.values())
            .cloned()
    }

    /// The type of a position.
    pub fn type_of(&self, position: &PositionResponse) -> &CollateralTypeResponse {
        &self.state.types[&position.collateral_type]
    }

    /// An account with money.
    pub fn holder(&mut self) -> String {
        (*self.random.pick(&world::HOLDERS)).to_owned()
    }

    /// Somebody who has stablecoin, if anybody has, and how much.
    pub fn payer(&mut self) -> (String, u128) {
        let chain = self.chain;
        let balance = |name: &str| chain.balance(name, STABLECOIN).unwrap().u128();
        let rich = world::HOLDERS.into_iter().filter(|name| balance(name) > 0);
        let who = match self.random.pick_from(rich) {
            Some(name) if self.random.chance(95) => name.to_owned(),
            _ => self.holder(),
        };
        let held = balance(&who);
        (who, held)
    }

    /// The name that goes with an address.
    pub fn name(&self, address: &str) -> String {
        self.chain.names().name_of(address).to_owned()
    }

    /// The account named, or now and then another.
    pub fn mostly(&mut self, address: &str) -> String {
        if self.random.chance(92) {
            return self.name(address);
        }
        self.holder()
    }

    /// An account's address.
    pub fn address(&self, name: &str) -> String {
        self.chain.address(name).unwrap().to_string()
    }

    /// What an account holds of an asset.
    pub fn balance(&self, account: &str, asset: &str) -> u128 {
        self.chain.balance(account, asset).unwrap().u128()
    }

    /// The name of a type's asset.
    pub fn asset(&self, id: CollateralTypeId) -> String {
        self.chain.names().asset_name(&self.state.types[&id].asset)
    }

    /// A call of a message with collateral: attached if it is a coin, with the hook if a token.
    pub fn with_collateral(
        &self,
        id: CollateralTypeId,
        amount: u128,
        msg: &impl Serialize,
        hook: &impl Serialize,
    ) -> Call {
        match &self.state.types[&id].asset {
            Asset::Native { denom } => call("vault", msg, &coins(amount, denom)),
            Asset::Cw20 { .. } => self.send(&self.asset(id), "vault", amount, hook),
        }
    }

    /// A call that sends a token with a hook.
    pub fn send(&self, token: &str, to: &str, amount: u128, hook: &impl Serialize) -> Call {
        self.chain.send_call(token, to, amount, hook).unwrap()
    }
}

/// A call with a typed message.
pub fn call(contract: &str, msg: &impl Serialize, funds: &[Coin]) -> Call {
    let made: Result<Call, Failure> = Call::new(contract, msg, funds);
    made.unwrap()
}

/// One call by one account, at once.
#[allow(clippy::unnecessary_wraps)] // what every maker returns
pub fn by(sender: &str, call: Call) -> Option<Vec<Step>> {
    Some(vec![Step {
        wait: 0,
        sender: sender.to_owned(),
        calls: vec![call],
    }])
}

impl Draw<'_> {
    /// Something that an account does alone, with what is its own, for no gain from others.
    pub fn own_business(&mut self, who: &str) -> Option<Step> {
        const OWN: [Maker; 8] = [
            positions::open,
            positions::open,
            positions::deposit,
            positions::withdraw,
            positions::mint,
            repayments::repay,
            positions::adjust,
            pools::deposit,
        ];
        let maker = *self.random.pick(&OWN);
        let step = maker(self)?.into_iter().next()?;
        let is_single = step.calls.len() == 1;
        is_single.then(|| Step {
            sender: who.to_owned(),
            ..step
        })
    }
}
