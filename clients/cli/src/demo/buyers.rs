//! Those who buy collateral: at auctions where the price lies far enough under the market's, and as long as
//! they have stablecoin. What they bought they sell on the market after a while, if they do at all.

use std::collections::VecDeque;

use ballast_devchain::{Devchain, LIQUIDATION, STABLECOIN};
use ballast_types::liquidation::{AuctionResponse, QueryMsg, TakeResponse};
use cosmwasm_std::{Decimal, Uint128};

use super::{
    auctions,
    opening::MARKET,
    record::Record,
    scenario::{Buyer, Scenario},
};
use crate::error::CliResult;

/// What the market pays, in per cent of the oracle's price.
const MARKET_PAYS: u64 = 99;

/// All buyers of a scenario.
#[derive(Debug)]
pub struct Buyers {
    scenario: &'static Scenario,
    each: Vec<State>,
}

/// One of them.
#[derive(Debug)]
struct State {
    buyer: &'static Buyer,
    /// Its stablecoin, as of its last visit.
    purse: Uint128,
    /// When it looks at the auctions again.
    next_visit: u64,
    /// Amounts of collateral with the times from which they are for sale.
    stock: VecDeque<(u64, Uint128)>,
}

impl Buyers {
    /// All of them, before anything was bought.
    pub fn new(scenario: &'static Scenario) -> Self {
        let state = |buyer| State {
            buyer,
            purse: Uint128::zero(),
            next_visit: 0,
            stock: VecDeque::new(),
        };
        Self {
            scenario,
            each: scenario.buyers.iter().map(state).collect(),
        }
    }

    /// The keeper has bought at a liquidation.
    pub fn keeper_bought(&mut self, now: u64, collateral: Uint128) {
        if let Some(keeper) = self.each.first_mut() {
            keeper.bought(now, collateral);
        }
    }

    /// Restarts what is over; then those who come now take.
    pub fn visit(
        &mut self,
        chain: &mut Devchain,
        live: &[AuctionResponse],
        record: &mut Record,
    ) -> CliResult<()> {
        let spot = self.spot(chain)?;
        let market = (self.scenario, spot);
        let now = chain.now();
        let mut comers: Vec<&mut State> = vec![];
        for state in self.each.iter_mut().filter(|state| state.comes(now)) {
            state.purse = chain.balance(state.buyer.name, STABLECOIN)?;
            state.next_visit = now + state.buyer.every;
            if !state.purse.is_zero() {
                comers.push(state);
            }
        }
        let is_anyone_here = !comers.is_empty();
        for listed in live.iter().filter(|it| it.is_over || is_anyone_here) {
            // A block later than it was listed.
            let mut auction = chain.auction(listed.auction)?;
            if auction.is_over {
                auctions::restart(chain, auction.auction, &mut record.totals.auctions)?;
                continue;
            }
            for state in &mut comers {
                let most = spot * Decimal::percent(100 - state.buyer.discount);
                if auction.price > most {
                    continue;
                }
                match state.take(chain, &auction, market, record)? {
                    Taken::Nothing => {}
                    Taken::Part => auction = chain.auction(listed.auction)?,
                    Taken::Rest => break,
                }
            }
        }
        Ok(())
    }

    /// Everyone sells what is for sale by now, as far as the market has stablecoin for it.
    pub fn sell(&mut self, chain: &mut Devchain) -> CliResult<()> {
        let price = self.spot(chain)? * Decimal::percent(MARKET_PAYS);
        let (asset, now) = (self.scenario.collateral.asset, chain.now());
        for state in &mut self.each {
            let (name, wanted) = (state.buyer.name, state.for_sale(now));
            let worth = self.scenario.collateral.worth(wanted, price);
            let pays = worth.min(chain.balance(MARKET, STABLECOIN)?);
            let sold = wanted
                .checked_multiply_ratio(pays, worth)
                .unwrap_or_default();
            if sold.is_zero() {
                continue;
            }
            chain.bank().send(name, MARKET, asset, sold.u128())?;
            chain.stablecoin().transfer(MARKET, name, pays.u128())?;
            state.has_sold(sold);
        }
        Ok(())
    }

    fn spot(&self, chain: &Devchain) -> CliResult<Decimal> {
        let price = chain.price(self.scenario.feed())?;
        Ok(price.map(|price| price.spot).unwrap_or_default())
    }
}

impl State {
    /// Whether it has come to buy: without money of its own it never does.
    fn comes(&self, now: u64) -> bool {
        self.buyer.capital > 0 && self.next_visit <= now
    }

    /// Takes all, or what its stablecoin pays for.
    fn take(
        &mut self,
        chain: &mut Devchain,
        auction: &AuctionResponse,
        market: (&Scenario, Decimal),
        record: &mut Record,
    ) -> CliResult<Taken> {
        let name = self.buyer.name;
        let payment = self.purse.min(auction.cost);
        let is_part = payment < auction.cost;
        if is_part && !is_sold(chain, auction, payment) {
            return Ok(Taken::Nothing);
        }
        let part = (0, payment.u128());
        let done = chain
            .liquidation()
            .take(name, auction.auction, part, auction.price)?;
        let got = auctions::taken(chain, &done, market, &mut record.totals.auctions)?;
        self.bought(chain.now(), got);
        self.purse = chain.balance(name, STABLECOIN)?;
        Ok(if is_part { Taken::Part } else { Taken::Rest })
    }

    fn for_sale(&self, now: u64) -> Uint128 {
        let ripe = self.stock.iter().filter(|(from, _)| *from <= now);
        ripe.map(|(_, amount)| *amount).sum()
    }

    /// The oldest is sold first.
    fn has_sold(&mut self, mut sold: Uint128) {
        while let Some((_, amount)) = self.stock.front_mut() {
            let part = sold.min(*amount);
            (sold, *amount) = (sold - part, *amount - part);
            if !amount.is_zero() {
                return;
            }
            self.stock.pop_front();
        }
    }

    fn bought(&mut self, now: u64, collateral: Uint128) {
        if let Some(delay) = self.buyer.sells_after.filter(|_| !collateral.is_zero()) {
            self.stock.push_back((now + delay, collateral));
        }
    }
}

/// What a buyer took of what was for sale.
#[derive(Debug)]
enum Taken {
    Nothing,
    Part,
    Rest,
}

/// Whether a part is sold for a payment: one that would leave dust is not.
fn is_sold(chain: &Devchain, auction: &AuctionResponse, payment: Uint128) -> bool {
    let question = QueryMsg::Take {
        auction: auction.auction,
        amount: None,
        payment: Some(payment),
    };
    chain.query::<TakeResponse>(LIQUIDATION, &question).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeper(scenario: &str) -> State {
        let buyers = Buyers::new(Scenario::named(scenario).unwrap());
        buyers.each.into_iter().next().unwrap()
    }

    #[test]
    fn what_was_bought_is_for_sale_after_a_while_and_the_oldest_is_sold_first() {
        let mut buyer = keeper("empty-pool");
        buyer.bought(0, Uint128::new(5));
        buyer.bought(100, Uint128::new(7));
        assert_eq!(buyer.for_sale(3_599), Uint128::zero());
        assert_eq!(buyer.for_sale(3_600), Uint128::new(5));
        buyer.has_sold(Uint128::new(2));
        assert_eq!(buyer.stock, [(3_600, 3u128.into()), (3_700, 7u128.into())]);
        assert_eq!(buyer.for_sale(3_700), Uint128::new(10));
        buyer.has_sold(Uint128::new(10));
        assert!(buyer.stock.is_empty());
    }

    #[test]
    fn who_keeps_what_it_buys_has_nothing_for_sale() {
        let mut buyer = keeper("luna");
        buyer.bought(0, Uint128::new(5));
        assert_eq!(buyer.for_sale(u64::MAX), Uint128::zero());
    }

    #[test]
    fn who_has_no_money_never_comes() {
        assert!(!keeper("few-takers").comes(0));
        assert!(keeper("luna").comes(0));
    }
}
