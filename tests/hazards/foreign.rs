//! A foreign token speaks the hook's language, and a known one speaks it in the wrong place.

use ballast_devchain::{LIQUIDATION, STABLECOIN, VAULT};
use ballast_tests::Suite;
use cosmwasm_std::{Addr, Uint128};
use cw20::{Cw20Coin, Cw20ReceiveMsg};
use cw20_base::msg::InstantiateMsg;
use cw_multi_test::Executor;
use serde_json::json;

use crate::{
    messages::all,
    stage::{stage, Attempt, ROLES},
};

/// A token that everybody can make, of which mallory holds plenty.
fn foreign_token(suite: &mut Suite) -> Addr {
    let address = suite.address("mallory");
    let msg = InstantiateMsg {
        name: "Ballast USD".to_owned(),
        symbol: "BALUSD".to_owned(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: address.clone(),
            amount: Uint128::MAX,
        }],
        mint: None,
        marketing: None,
    };
    let app = suite.chain.app_mut();
    let sender = Addr::unchecked(address);
    app.instantiate_contract(5, sender, &msg, &[], "fake", None)
        .unwrap()
}

#[test]
fn h07_a_foreign_tokens_hook_is_refused_by_every_message() {
    let mut stage = stage();
    let token = foreign_token(&mut stage.suite);
    let mallory = Addr::unchecked(stage.suite.address("mallory"));
    for row in all(&stage).into_iter().filter(|row| row.hook.is_some()) {
        let before = stage.suite.chain.state_hash();
        let app = stage.suite.chain.app_mut();
        let outcome = app.execute_contract(mallory.clone(), token.clone(), &row.attempt.msg, &[]);
        assert!(outcome.is_err(), "{}", row.name);
        assert_eq!(before, stage.suite.chain.state_hash());
    }
}

#[test]
fn h07_nobody_but_a_token_speaks_for_somebody_else() {
    let mut stage = stage();
    let rows = all(&stage);
    for contract in [VAULT, LIQUIDATION] {
        for row in rows
            .iter()
            .filter(|row| row.name.starts_with(contract) && row.hook.is_some())
        {
            // The position's owner, named by a liar; the sum is one the liar does not have to hold.
            for speaker in ROLES {
                let msg = Cw20ReceiveMsg {
                    sender: stage.suite.address("alice"),
                    amount: Uint128::new(1_000_000_000),
                    msg: cosmwasm_std::to_json_binary(row.hook.as_ref().unwrap()).unwrap(),
                };
                let attempt = Attempt {
                    contract: contract.to_owned(),
                    msg: json!({ "receive": msg }),
                    funds: vec![],
                };
                let before = stage.suite.chain.state_hash();
                let outcome = attempt.send(&mut stage.suite.chain, speaker);
                assert!(outcome.is_err(), "{} by {speaker}", row.name);
                assert_eq!(before, stage.suite.chain.state_hash());
            }
        }
    }
}

#[test]
fn h07_every_hook_takes_its_own_token_and_no_other() {
    let mut stage = stage();
    for row in all(&stage).into_iter().filter(|row| row.hook.is_some()) {
        let other = if row.token == Some(STABLECOIN) {
            "wbtc"
        } else {
            STABLECOIN
        };
        let attempt = Attempt {
            contract: other.to_owned(),
            ..row.attempt.clone()
        };
        // Both are the vault's: bitcoin deposited, stablecoin repaid. Adjust takes either.
        if row.name == "vault.receive.adjust" && other == STABLECOIN {
            continue;
        }
        let before = stage.suite.chain.state_hash();
        let outcome = attempt.send(&mut stage.suite.chain, row.allowed[0]);
        assert!(outcome.is_err(), "{} with {other}", row.name);
        assert_eq!(before, stage.suite.chain.state_hash());
    }
}

#[test]
fn h07_a_payload_that_is_none_is_refused() {
    let mut stage = stage();
    for contract in [VAULT, LIQUIDATION] {
        for payload in [
            "",
            "{}",
            "null",
            "\"settle\"",
            "{\"withdraw\":{\"position\":1,\"amount\":\"1\"}}",
        ] {
            let suite = &mut stage.suite;
            suite.refused(|chain| {
                chain
                    .stablecoin()
                    .send_raw("alice", contract, 5, payload.as_bytes())
            });
        }
    }
}
