//! What several files need.

use ballast_devchain::{Devchain, Outcome, STABLECOIN, VAULT};
use ballast_tests::{btc, eth, usd, Suite, BTC, ETH};
use ballast_types::{
    vault::{ExecuteMsg, OperatorScope, PositionAdjusted, PositionSnapshot, ReceiveMsg},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{coins, Coin, Uint128};

/// May take collateral out.
pub const WITHDRAW: OperatorScope = OperatorScope {
    withdraw: true,
    mint: false,
    order: false,
};
/// May mint.
pub const MINT: OperatorScope = OperatorScope {
    withdraw: false,
    mint: true,
    order: false,
};

/// Coins of ether.
pub fn aeth(amount: u128) -> Vec<Coin> {
    coins(amount, "aeth")
}

/// A message to the vault as it is, with coins.
pub fn call(chain: &mut Devchain, sender: &str, msg: &ExecuteMsg, funds: &[Coin]) -> Outcome {
    chain.execute(sender, VAULT, msg, funds)
}

/// A token sent to the vault with a message.
pub fn send(
    chain: &mut Devchain,
    sender: &str,
    token: &str,
    amount: u128,
    hook: &ReceiveMsg,
) -> Outcome {
    chain.send(sender, (token, amount), VAULT, hook)
}

/// The refusal of somebody who may not.
pub fn not_authorised(
    suite: &Suite,
    position: PositionId,
    (owner, sender): (&str, &str),
    action: &'static str,
) -> ContractError {
    let (owner, sender) = (suite.address(owner), suite.address(sender));
    ContractError::NotAuthorised {
        position,
        owner,
        sender,
        action,
    }
}

/// The refusal of what did not come as the one coin or token expected.
pub fn wrong_funds(expected: &str, received: &str) -> ContractError {
    ContractError::WrongFunds {
        expected: expected.to_owned(),
        received: received.to_owned(),
    }
}

/// `wbtc` as an asset's text.
pub fn wbtc(suite: &Suite) -> String {
    format!("cw20:{}", suite.address("wbtc"))
}

/// The stablecoin as an asset's text.
pub fn stablecoin(suite: &Suite) -> String {
    format!("cw20:{}", suite.address(STABLECOIN))
}

/// The cause event that a message must leave.
pub fn adjusted(
    suite: &Suite,
    position: PositionId,
    (verb, actor): (&str, &str),
    [deposited, withdrawn, minted, repaid]: [u128; 4],
) -> PositionAdjusted {
    PositionAdjusted {
        position,
        verb: verb.to_owned(),
        actor: suite.address(actor),
        deposited: Uint128::new(deposited),
        withdrawn: Uint128::new(withdrawn),
        minted: Uint128::new(minted),
        repaid: Uint128::new(repaid),
    }
}

/// The snapshot event of a position as the query shows it.
pub fn snapshot(suite: &Suite, position: PositionId) -> PositionSnapshot {
    let shown = suite.position(position);
    PositionSnapshot {
        position,
        owner: shown.owner,
        collateral: shown.collateral,
        debt: shown.debt,
        normalized_debt: shown.normalized_debt,
    }
}

/// alice's position of 2 ether and 200 USD: a ratio of 200%.
pub fn alices(suite: &mut Suite) -> PositionId {
    suite.open("alice", ETH, eth("2"), usd("200"))
}

/// bob's position of 1 bitcoin and 4,000 USD: a ratio of 200%.
pub fn bobs(suite: &mut Suite) -> PositionId {
    suite.open("bob", BTC, btc("1"), usd("4000"))
}

/// A year passes, so that the debt index stands above one.
pub fn a_year_passes(suite: &mut Suite) {
    suite.advance_reporting(31_536_000);
    assert!(suite.books(ETH).index > Uint128::new(10u128.pow(27)));
}

/// The guardian stops minting for a day; until when.
pub fn pause(suite: &mut Suite) -> u64 {
    let msg = ExecuteMsg::PauseMinting { seconds: 86_400 };
    suite.ok(|chain| chain.vault().govern("guardian", &msg));
    suite.chain.now() + 86_400
}
