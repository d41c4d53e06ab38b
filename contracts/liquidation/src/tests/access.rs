//! Who may speak to the contract, and with what in hand.

use ballast_guard::{version, GuardError};
use ballast_types::{
    liquidation::{ExecuteMsg, InstantiateMsg, MigrateMsg, ReceiveMsg},
    CollateralTypeId,
};
use cosmwasm_std::{
    coin, coins,
    testing::{message_info, mock_dependencies, mock_env},
    to_json_binary, Coin, Reply,
};
use cw20::Cw20ReceiveMsg;
use rstest::rstest;

use super::{
    suite::{addr, Suite, ATOM, ONE},
    vault::{purchase, riskiest, seizure, wrapped},
};
use crate::{contract, ContractError, NAME, VERSION};

fn every_message() -> Vec<ExecuteMsg> {
    let collateral_type = ATOM;
    vec![
        ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: addr("alice").into(),
            amount: ONE.into(),
            msg: to_json_binary(&ReceiveMsg::Deposit { collateral_type }).unwrap(),
        }),
        ExecuteMsg::Liquidate {
            collateral_type,
            selection: riskiest(),
        },
        ExecuteMsg::Withdraw {
            collateral_type,
            amount: None,
        },
        ExecuteMsg::Claim { collateral_type },
        ExecuteMsg::Settle { collateral_type },
        ExecuteMsg::TransferOwnership {
            new_owner: addr("heir").into(),
            expires: None,
        },
        ExecuteMsg::AcceptOwnership {},
        ExecuteMsg::CancelOwnershipTransfer {},
    ]
}

fn unexpected(funds: &[Coin]) -> ContractError {
    let received: Vec<String> = funds.iter().map(Coin::to_string).collect();
    GuardError::UnexpectedFunds {
        received: received.join(","),
    }
    .into()
}

#[rstest]
#[case::one(coins(1, "uatom"))]
#[case::two(vec![coin(1, "uatom"), coin(1, "uosmo")])]
#[case::zero(coins(0, "uatom"))]
fn h08_coins_are_refused_by_every_message(#[case] funds: Vec<Coin>) {
    for msg in every_message() {
        let mut suite = Suite::new();
        let info = message_info(&addr("owner"), &funds);
        let refused = contract::execute(suite.deps.as_mut(), mock_env(), info, msg);
        assert_eq!(refused, Err(unexpected(&funds)));
    }
}

#[test]
fn h08_coins_are_refused_at_creation() {
    let msg = InstantiateMsg {
        owner: addr("owner").into(),
        vault: addr("vault").into(),
        stablecoin: addr("stablecoin").into(),
    };
    let info = message_info(&addr("creator"), &coins(1, "uatom"));
    let refused = contract::instantiate(mock_dependencies().as_mut(), mock_env(), info, msg);
    assert_eq!(refused, Err(unexpected(&coins(1, "uatom"))));
}

#[rstest]
fn h03_an_address_that_does_not_validate_is_refused(
    #[values(0, 1, 2)] field: usize,
    #[values("", "owner!", "OWNER")] text: &str,
) {
    let mut addresses = ["owner", "vault", "stablecoin"].map(|name| addr(name).to_string());
    addresses[field] = match text {
        "OWNER" => addresses[field].to_uppercase(),
        other => other.to_owned(),
    };
    let [owner, vault, stablecoin] = addresses;
    let info = message_info(&addr("creator"), &[]);
    let msg = InstantiateMsg {
        owner,
        vault,
        stablecoin,
    };
    let refused = contract::instantiate(mock_dependencies().as_mut(), mock_env(), info, msg);
    assert!(matches!(refused, Err(ContractError::Std(_))));
}

#[rstest]
#[case::deposit(ReceiveMsg::Deposit { collateral_type: ATOM })]
#[case::liquidate(ReceiveMsg::Liquidate { collateral_type: ATOM, selection: riskiest() })]
#[case::yields(ReceiveMsg::Yield { collateral_type: ATOM, otherwise: addr("treasury").into() })]
fn h07_the_hook_of_another_token_is_refused(#[case] msg: ReceiveMsg) {
    let mut suite = Suite::new();
    let before = suite.dump();
    // An account may call the hook as well as a token may.
    for token in ["token", "alice", "vault"] {
        assert_eq!(
            suite.send_by(token, "vault", ONE, &msg),
            Err(ContractError::UnknownToken {
                expected: addr("stablecoin"),
                sender: addr(token)
            })
        );
    }
    assert_eq!(suite.dump(), before);
}

#[test]
fn h08_a_hook_of_nothing_is_refused() {
    let mut suite = Suite::new();
    assert_eq!(suite.deposit("alice", 0), Err(ContractError::ZeroAmount));
}

#[test]
fn h03_a_hook_whose_sender_is_no_address_is_refused() {
    let mut suite = Suite::new();
    let msg = to_json_binary(&ReceiveMsg::Deposit {
        collateral_type: ATOM,
    })
    .unwrap();
    let hook = Cw20ReceiveMsg {
        sender: "ALICE".into(),
        amount: ONE.into(),
        msg,
    };
    let refused = suite.execute("stablecoin", ExecuteMsg::Receive(hook));
    assert!(matches!(refused, Err(ContractError::Std(_))));
}

#[test]
fn yield_of_anyone_but_the_vault_is_refused() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    let msg = ReceiveMsg::Yield {
        collateral_type: ATOM,
        otherwise: addr("mallory").into(),
    };
    assert_eq!(
        suite.send("mallory", ONE, &msg),
        Err(ContractError::NotVault {
            vault: addr("vault"),
            sender: addr("mallory")
        })
    );
}

#[test]
fn a_reply_that_was_not_asked_for_is_refused() {
    let mut suite = Suite::new();
    let result = wrapped(&seizure(purchase(0, 0, 0), purchase(0, 0, 0), 0));
    let reply = Reply {
        id: 7,
        payload: b"".into(),
        gas_used: 0,
        result,
    };
    let refused = contract::reply(suite.deps.as_mut(), mock_env(), reply);
    assert_eq!(refused, Err(ContractError::UnknownReply { id: 7 }));
}

#[rstest]
#[case::another_contract("ballast-vault", "0.0.1")]
#[case::same_version(NAME, VERSION)]
#[case::downgrade(NAME, "99.0.0")]
fn h43_migration_only_goes_forward(#[case] name: &str, #[case] version: &str) {
    let mut suite = Suite::new();
    version::set(&mut suite.deps.storage, name, version).unwrap();
    let before = suite.dump();
    let refused = contract::migrate(suite.deps.as_mut(), mock_env(), MigrateMsg {});
    assert!(
        matches!(refused, Err(ContractError::Guard(_))),
        "{refused:?}"
    );
    assert_eq!(suite.dump(), before);
}

#[test]
fn h43_an_older_version_is_migrated_once() {
    let mut suite = Suite::new();
    version::set(&mut suite.deps.storage, NAME, "0.0.9").unwrap();
    contract::migrate(suite.deps.as_mut(), mock_env(), MigrateMsg {}).unwrap();
    assert!(contract::migrate(suite.deps.as_mut(), mock_env(), MigrateMsg {}).is_err());
}

#[test]
fn h39_keys_of_deposits_keep_type_and_depositor_apart() {
    let key = |collateral_type: CollateralTypeId, depositor: &[u8]| {
        crate::state::DEPOSITS.key((collateral_type, depositor))
    };
    assert_ne!(key(1, &[2, 3]), key(0x0102, &[3]));
    assert_eq!(key(1, &[7, 8]), b"\x00\x08deposits\x00\x02\x00\x01\x07\x08");
}
