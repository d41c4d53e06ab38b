//! Large states: many dust positions of one holder, each with an order, and as many depositors.

use ballast_devchain::{Call, Deployment, Devchain, Done, LIQUIDATION, STABLECOIN, VAULT};
use ballast_types::{
    event::BallastEvent,
    liquidation,
    vault::{ExecuteMsg as Msg, PositionSnapshot, ReceiveMsg},
    CollateralTypeId, PositionId,
};
use cosmwasm_std::{coins, Decimal, Uint128};
use cw20::Cw20ExecuteMsg;

/// Ether, of which the positions are.
pub const ETH: CollateralTypeId = 1;
/// The holder of all dust.
pub const HOARDER: &str = "alice";
/// A whole stablecoin.
pub const USD: u128 = 1_000_000;

/// Messages in one transaction.
const BATCH: usize = 500;
/// Dust: worth two base units of stablecoin at 200 dollars, owing one.
const DUST: u128 = 10_000_000_000;

/// A chain to which positions and depositors are added.
pub struct Crowd {
    /// The chain.
    pub chain: Devchain,
    size: usize,
}

impl Crowd {
    /// Nobody yet but [`HOARDER`], who has stablecoin for all depositors to come.
    pub fn new() -> Self {
        let mut deployment = Deployment::standard();
        deployment.collateral_types[0].risk.debt_floor = Uint128::one();
        let mut chain = Devchain::deploy(&deployment).unwrap();
        set_price(&mut chain, 200);
        set_btc_price(&mut chain);
        chain
            .vault()
            .open(HOARDER, ETH, 5_000 * 10u128.pow(18), 400_000 * USD)
            .unwrap();
        Self { chain, size: 0 }
    }

    /// Adds positions and depositors until there are so many of each.
    pub fn grow(&mut self, size: usize) {
        let places: Vec<usize> = (self.size..size).collect();
        for batch in places.chunks(BATCH) {
            let open = Msg::Open {
                collateral_type: ETH,
                mint: Some(Uint128::one()),
            };
            let open = Call::new(VAULT, &open, &coins(DUST, "aeth")).unwrap();
            let opened = self.chain.execute_all(HOARDER, vec![open; batch.len()]);
            let opened: Vec<PositionSnapshot> = self.of_vault(&opened.unwrap());
            let orders = opened.iter().map(|it| {
                let msg = order(it.position, 150);
                Call::new(VAULT, &msg, &[]).unwrap()
            });
            self.chain.execute_all(HOARDER, orders.collect()).unwrap();
            let gifts = batch.iter().map(|place| self.gift(*place)).collect();
            self.chain.execute_all(HOARDER, gifts).unwrap();
            for place in batch {
                self.chain
                    .liquidation()
                    .deposit(&depositor(*place), ETH, USD)
                    .unwrap();
            }
        }
        self.size = size;
        // The last price would be too old by now on a real chain; here no time has passed.
        self.chain.advance(ballast_types::liquidation::MINIMUM_REST);
        set_price(&mut self.chain, 200);
    }

    fn of_vault<E: BallastEvent>(&self, done: &Done) -> Vec<E> {
        let vault = self.chain.address(VAULT).unwrap();
        done.all(vault.as_str()).unwrap()
    }

    fn gift(&self, place: usize) -> Call {
        let recipient = self.chain.address(&depositor(place)).unwrap().to_string();
        let amount = Uint128::new(USD);
        Call::new(
            STABLECOIN,
            &Cw20ExecuteMsg::Transfer { recipient, amount },
            &[],
        )
        .unwrap()
    }
}

/// An order with a trigger in per cent.
pub fn order(position: PositionId, trigger: u64) -> Msg {
    Msg::PlaceOrder {
        position,
        trigger: Decimal::percent(trigger),
        target: Decimal::percent(trigger + 10),
        discount: Decimal::percent(4),
    }
}

fn depositor(place: usize) -> String {
    format!("depositor-{place}")
}

/// All feeders report a price of ether, in dollars.
pub fn set_price(chain: &mut Devchain, usd: u128) {
    chain
        .report_price("ETH", Decimal::from_ratio(usd, 1u128))
        .unwrap();
}

fn set_btc_price(chain: &mut Devchain) {
    chain
        .report_price("BTC", Decimal::from_ratio(8_000u128, 1u128))
        .unwrap();
}

/// The call that repays.
pub fn repayment(chain: &Devchain, msg: &ReceiveMsg, amount: u128) -> Call {
    chain.send_call(STABLECOIN, VAULT, amount, msg).unwrap()
}

/// The call that deposits into the pool.
pub fn pool_deposit(chain: &Devchain, amount: u128) -> Call {
    let hook = liquidation::ReceiveMsg::Deposit {
        collateral_type: ETH,
    };
    chain
        .send_call(STABLECOIN, LIQUIDATION, amount, &hook)
        .unwrap()
}
