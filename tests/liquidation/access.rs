//! Who may have something liquidated, and what a message must look like.

use ballast_devchain::{Call, LIQUIDATION, STABLECOIN, VAULT};
use ballast_guard::GuardError;
use ballast_liquidation::ContractError as Refusal;
use ballast_tests::{usd, ETH};
use ballast_types::{
    liquidation::{ExecuteMsg, ReceiveMsg},
    vault::{self, Rooms},
};
use ballast_vault::ContractError;
use cosmwasm_std::{coins, to_json_binary, Uint128};
use cw20::Cw20ReceiveMsg;

use crate::{refusals::unsafe_position, support::ids};

#[test]
fn h07_only_the_stablecoins_hook_is_heard() {
    let (mut suite, position) = unsafe_position();
    let hook = ReceiveMsg::Liquidate {
        collateral_type: ETH,
        selection: ids(&[position]),
    };
    let expected = suite.chain.address(STABLECOIN).unwrap();

    let error = suite.refused_by(|chain| chain.send("keeper", ("wbtc", 500), LIQUIDATION, &hook));
    let sender = suite.chain.address("wbtc").unwrap();
    assert_eq!(
        Refusal::UnknownToken {
            expected: expected.clone(),
            sender
        },
        error
    );

    let sender = suite.chain.address("keeper").unwrap();
    let forged = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: suite.address("alice"),
        amount: Uint128::new(usd("500")),
        msg: to_json_binary(&hook).unwrap(),
    });
    let error = suite.refused_by(|chain| chain.execute("keeper", LIQUIDATION, &forged, &[]));
    assert_eq!(Refusal::UnknownToken { expected, sender }, error);
}

#[test]
fn h08_coins_are_refused() {
    let (mut suite, position) = unsafe_position();
    let msg = ExecuteMsg::Liquidate {
        collateral_type: ETH,
        selection: ids(&[position]),
    };
    let error =
        suite.refused_by(|chain| chain.execute("keeper", LIQUIDATION, &msg, &coins(5, "aeth")));
    let received = "5aeth".to_owned();
    assert_eq!(
        Refusal::Guard(GuardError::UnexpectedFunds { received }),
        error
    );
}

#[test]
fn h08_stablecoin_of_zero_is_refused() {
    let (mut suite, position) = unsafe_position();
    let hook = ReceiveMsg::Liquidate {
        collateral_type: ETH,
        selection: ids(&[position]),
    };
    suite.refused(|chain| chain.send("keeper", (STABLECOIN, 0), LIQUIDATION, &hook));
}

#[test]
fn h01_nobody_but_liquidation_seizes() {
    let (mut suite, position) = unsafe_position();
    let room = Uint128::new(usd("1000"));
    let rooms = Rooms {
        pool: room,
        caller: room,
    };
    let msg = vault::ExecuteMsg::Seize {
        collateral_type: ETH,
        selection: ids(&[position]),
        rooms,
    };
    let liquidation = suite.address(LIQUIDATION);
    for name in ["alice", "keeper", "owner", "guardian", "treasury"] {
        let error = suite.refused_by(|chain| chain.execute(name, VAULT, &msg, &[]));
        let (sender, liquidation) = (suite.address(name), liquidation.clone());
        assert_eq!(
            ContractError::NotLiquidation {
                sender,
                liquidation
            },
            error
        );
    }
}

#[test]
fn h44_misspelt_messages_are_refused() {
    let (mut suite, _) = unsafe_position();
    for msg in [
        r#"{"liquidate":{"collateral_type":1,"selection":{"riskiest":{"limit":1}},"room":"5"}}"#,
        r#"{"liquidate":{"collateral_type":1,"selection":{"riskiest":{"limit":1,"offset":1}}}}"#,
        r#"{"liquidate":{"collateral_type":1,"selection":{"positions":{"ids":[-1]}}}}"#,
        r#"{"liquidate":{"collateral_type":1,"selection":{"all":{}}}}"#,
        r#"{"liquidate":{"selection":{"riskiest":{"limit":1}}}}"#,
    ] {
        let msg = serde_json::from_str(msg).unwrap();
        let call = Call {
            contract: LIQUIDATION.to_owned(),
            msg,
            funds: vec![],
        };
        suite.refused(|chain| chain.execute_all("keeper", vec![call]));
    }
}
