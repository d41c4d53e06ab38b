//! A system in which every message has something to do, and everybody something to send.

pub mod auctions;

use ballast_devchain::{Call, Devchain, Failure, Terms, LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    vault::{ExecuteMsg, OperatorScope},
    PositionId,
};
use cosmwasm_std::{coins, Addr, Binary, Coin, CosmosMsg, Decimal, Uint128, WasmMsg};
use cw_multi_test::Executor;
use serde_json::Value;

/// Everybody who has a part. The last three are contracts.
pub const ROLES: [&str; 11] = [
    "owner",
    "guardian",
    "feeder-1",
    "alice",
    "dave",
    "erin",
    "mallory",
    "carol",
    VAULT,
    LIQUIDATION,
    ORACLE,
];

/// The contracts that are ours.
pub const CONTRACTS: [&str; 4] = [VAULT, LIQUIDATION, ORACLE, STABLECOIN];

/// Positions by what they are for.
#[derive(Clone, Copy)]
pub struct Positions {
    /// alice's, of ether, with debt; dave may do everything with it.
    pub ether: PositionId,
    /// alice's, of bitcoin, with debt; dave may do everything with it.
    pub bitcoin: PositionId,
    /// alice's, without debt; dave may do everything with it.
    pub free: PositionId,
    /// alice's, offered to mallory.
    pub offered: PositionId,
    /// alice's, of ether, with an order that can be filled and something in reserve; dave may do
    /// everything with it.
    pub ordered: PositionId,
    /// carol's, unsafe.
    pub unsafe_one: PositionId,
}

/// The staged system.
pub struct Stage {
    /// The suite at the start of every attempt.
    pub suite: Suite,
    /// Its positions.
    pub positions: Positions,
}

/// alice holds positions, dave is her operator, erin has a deposit with gains, carol's position is
/// unsafe, ether of bob's is under auction, the oracle has a fifth feeder, fees are earned, stablecoin is set aside for ether.
pub fn stage() -> Stage {
    let mut stage = stage_without_gifts();
    give_everybody(&mut stage.suite);
    stage
}

/// The same while everybody holds what it came by: no stablecoin has gone astray.
pub fn stage_without_gifts() -> Stage {
    let mut suite = SuiteBuilder::base()
        .with_risk(BTC, |risk| risk.surplus_buffer = Uint128::zero())
        .without_watch()
        .build();
    auctions::ether(&mut suite);
    let ether = suite.open("alice", ETH, eth("10"), usd("600"));
    let bitcoin = suite.open("alice", BTC, btc("1"), usd("2000"));
    let free = suite.open("alice", ETH, eth("1"), 0);
    let offered = suite.open("alice", ETH, eth("1"), 0);
    let scope = OperatorScope {
        withdraw: true,
        mint: true,
        order: true,
    };
    let ordered = with_order(&mut suite);
    for id in [ether, bitcoin, free, ordered] {
        suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", scope));
    }
    suite.ok(|chain| chain.vault().transfer_position("alice", offered, "mallory"));
    suite.open("erin", BTC, btc("10"), usd("40000"));
    suite.ok(|chain| chain.liquidation().deposit("erin", ETH, usd("10000")));
    let victim = suite.open("carol", ETH, eth("2"), usd("240"));
    let unsafe_one = suite.open("carol", ETH, eth("2"), usd("239"));
    suite.ok(|chain| chain.oracle().add_feeder("owner", "ETH", "feeder-5"));
    suite.advance_reporting(7_200);
    suite.set_price("ETH", "150");
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate_positions("dave", ETH, &[victim])
    });
    Stage {
        suite,
        positions: Positions {
            ether,
            bitcoin,
            free,
            offered,
            ordered,
            unsafe_one,
        },
    }
}

/// alice's position whose order is filled under 600%, with half an ether in reserve.
fn with_order(suite: &mut Suite) -> PositionId {
    let id = suite.open("alice", ETH, eth("10"), usd("300"));
    let terms = Terms {
        trigger: Decimal::percent(600),
        target: Decimal::percent(700),
        discount: Decimal::percent(4),
    };
    suite.ok(|chain| chain.vault().place_order("alice", id, terms));
    suite.ok(|chain| chain.vault().add_reserve("alice", id, eth("0.5")));
    id
}

/// Coins, tokens and stablecoin for every role, so that nobody fails for want of money.
fn give_everybody(suite: &mut Suite) {
    for role in ROLES {
        suite.ok(|chain| chain.bank().send("bob", role, "eth", eth("20")));
        suite.ok(|chain| chain.bank().send("bob", role, "stake", 1_000));
        suite.ok(|chain| chain.token("wbtc").transfer("bob", role, btc("20")));
        suite.ok(|chain| chain.stablecoin().transfer("erin", role, usd("1500")));
    }
}

/// One message, as somebody might send it.
#[derive(Clone)]
pub struct Attempt {
    /// Name of the contract called.
    pub contract: String,
    /// The message with all addresses in it.
    pub msg: Value,
    /// Coins attached.
    pub funds: Vec<Coin>,
}

impl Attempt {
    /// Sends it; a contract may be the sender.
    pub fn send(&self, chain: &mut Devchain, sender: &str) -> Result<(), String> {
        if chain.names().contract(sender).is_err() {
            let call = Call {
                contract: self.contract.clone(),
                msg: self.msg.clone(),
                funds: self.funds.clone(),
            };
            let outcome = chain.execute_all(sender, vec![call]);
            return outcome
                .map(|_| ())
                .map_err(|failure: Failure| failure.to_string());
        }
        let raw = serde_json::to_vec(&self.msg).unwrap();
        send_raw(chain, sender, &self.contract, raw, self.funds.clone())
    }
}

/// Sends bytes to a contract, whatever they are.
pub fn send_raw(
    chain: &mut Devchain,
    sender: &str,
    contract: &str,
    msg: Vec<u8>,
    funds: Vec<Coin>,
) -> Result<(), String> {
    let [sender, contract_addr] = [sender, contract].map(|name| chain.address(name).unwrap());
    let contract_addr = contract_addr.into_string();
    let msg: CosmosMsg = WasmMsg::Execute {
        contract_addr,
        msg: Binary::from(msg),
        funds,
    }
    .into();
    let outcome = chain.app_mut().execute(Addr::unchecked(sender), msg);
    outcome.map(|_| ()).map_err(|error| format!("{error:#}"))
}

/// What a row needs before its message makes sense.
pub type Prepare = fn(&mut Suite);

/// Nothing.
pub fn nothing(_: &mut Suite) {}

/// A pause of minting.
pub fn paused(suite: &mut Suite) {
    let msg = ExecuteMsg::PauseMinting { seconds: 86_400 };
    suite.ok(|chain| chain.vault().govern("guardian", &msg));
}

/// Every contract is offered to mallory.
pub fn offered(suite: &mut Suite) {
    let msg = ExecuteMsg::TransferOwnership {
        new_owner: suite.address("mallory"),
        expires: None,
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    suite.ok(|chain| chain.oracle().transfer_ownership("owner", "mallory", None));
    suite.ok(|chain| {
        chain
            .liquidation()
            .transfer_ownership("owner", "mallory", None)
    });
}

/// Bitcoin's feed is frozen.
pub fn frozen(suite: &mut Suite) {
    suite.ok(|chain| chain.oracle().freeze("guardian", "BTC", 60));
}

/// A loss that nobody has paid for: one position is worth less than it owes, and the pool has bought
/// it at what it is worth.
pub fn short(suite: &mut Suite) {
    suite.set_price("ETH", "100");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("dave", ETH, 1));
    settled(suite);
}

/// Nothing is set aside for ether.
pub fn settled(suite: &mut Suite) {
    suite.ok(|chain| chain.liquidation().settle("bob", ETH));
}

/// Ether.
pub fn aeth(amount: u128) -> Vec<Coin> {
    coins(amount, "aeth")
}
