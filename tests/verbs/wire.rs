//! Wire: the other contracts are named, once.

use ballast_devchain::VAULT;
use ballast_guard::GuardError;
use ballast_tests::{Suite, SuiteBuilder};
use ballast_types::vault::{ConfigResponse, ExecuteMsg, InstantiateMsg, QueryMsg, Wired};
use ballast_vault::ContractError;
use cosmwasm_std::{to_json_binary, Addr, StdError};
use cw20::{Cw20Coin, MinterResponse};
use cw20_base::msg::InstantiateMsg as TokenMsg;
use cw_multi_test::Executor;

/// Code ids in the order of [`ballast_devchain::CODES`].
const VAULT_CODE: u64 = 1;
const LIQUIDATION_CODE: u64 = 3;
const CW20_CODE: u64 = 5;

/// A second vault, which knows nobody yet.
fn second_vault(suite: &mut Suite) -> Addr {
    let owner = suite.address("owner");
    let msg = InstantiateMsg {
        owner: owner.clone(),
        guardian: suite.address("guardian"),
    };
    let app = suite.chain.app_mut();
    let sender = Addr::unchecked(owner);
    app.instantiate_contract(VAULT_CODE, sender, &msg, &[], "second", None)
        .unwrap()
}

fn token(suite: &mut Suite, decimals: u8, minter: Option<&Addr>) -> Addr {
    used_token(suite, decimals, minter, (0, None))
}

fn used_token(
    suite: &mut Suite,
    decimals: u8,
    minter: Option<&Addr>,
    (supply, cap): (u128, Option<u128>),
) -> Addr {
    let owner = suite.address("owner");
    let msg = TokenMsg {
        name: "token".to_owned(),
        symbol: "TOKEN".to_owned(),
        decimals,
        initial_balances: vec![Cw20Coin {
            address: owner.clone(),
            amount: supply.into(),
        }],
        mint: minter.map(|minter| MinterResponse {
            minter: minter.to_string(),
            cap: cap.map(Into::into),
        }),
        marketing: None,
    };
    let app = suite.chain.app_mut();
    app.instantiate_contract(CW20_CODE, Addr::unchecked(owner), &msg, &[], "token", None)
        .unwrap()
}

fn liquidation(suite: &mut Suite, vault: &Addr, stablecoin: &Addr) -> Addr {
    let owner = suite.address("owner");
    let msg = ballast_types::liquidation::InstantiateMsg {
        owner: owner.clone(),
        vault: vault.to_string(),
        stablecoin: stablecoin.to_string(),
    };
    let app = suite.chain.app_mut();
    let sender = Addr::unchecked(owner);
    app.instantiate_contract(LIQUIDATION_CODE, sender, &msg, &[], "second", None)
        .unwrap()
}

fn wire(suite: &Suite, stablecoin: &str) -> ExecuteMsg {
    ExecuteMsg::Wire {
        stablecoin: stablecoin.to_owned(),
        oracle: suite.address("oracle"),
        liquidation: suite.address("liquidation"),
    }
}

/// The error of a message to the second vault.
fn refusal(suite: &mut Suite, sender: &str, vault: &Addr, msg: &ExecuteMsg) -> ContractError {
    let sender = Addr::unchecked(suite.address(sender));
    let before = suite.chain.state_hash();
    let app = suite.chain.app_mut();
    let error = app
        .execute_contract(sender, vault.clone(), msg, &[])
        .unwrap_err();
    assert_eq!(before, suite.chain.state_hash());
    error.downcast().unwrap()
}

#[test]
fn h01_anyone_but_the_owner_is_refused() {
    let mut suite = Suite::base();
    let vault = second_vault(&mut suite);
    let stablecoin = token(&mut suite, 6, Some(&vault));
    let msg = wire(&suite, stablecoin.as_str());
    for sender in ["alice", "guardian"] {
        let (owner, by) = (suite.address("owner"), suite.address(sender));
        let error = refusal(&mut suite, sender, &vault, &msg);
        assert_eq!(
            ContractError::Guard(GuardError::NotOwner { sender: by, owner }),
            error
        );
    }
}

#[test]
fn a_second_time_is_refused() {
    let mut suite = Suite::base();
    let msg = wire(&suite, &suite.address("stablecoin"));
    let error = suite.refused_by(|chain| chain.vault().govern("owner", &msg));
    assert_eq!(ContractError::AlreadyWired {}, error);
}

#[test]
fn i01_a_token_of_other_decimals_or_another_minter_is_refused() {
    let mut suite = Suite::base();
    let vault = second_vault(&mut suite);
    let other = Addr::unchecked(suite.address("vault"));
    for (decimals, minter) in [(18, Some(&vault)), (6, Some(&other)), (6, None)] {
        let stablecoin = token(&mut suite, decimals, minter);
        let msg = wire(&suite, stablecoin.as_str());
        let error = refusal(&mut suite, "owner", &vault, &msg);
        let expected = ContractError::WrongStablecoin {
            stablecoin: stablecoin.to_string(),
            decimals,
            minter: minter.map(Addr::to_string).unwrap_or_default(),
            expected: 6,
            vault: vault.to_string(),
        };
        assert_eq!(expected, error);
    }
}

#[test]
fn i01_a_token_with_a_supply_or_a_cap_is_refused() {
    let mut suite = Suite::base();
    let vault = second_vault(&mut suite);
    let cases = [
        ((9, None), "no cap"),
        ((0, Some(1_000)), "a cap of 1000"),
        ((9, Some(1_000)), "a cap of 1000"),
    ];
    for ((supply, cap), shown) in cases {
        let stablecoin = used_token(&mut suite, 6, Some(&vault), (supply, cap));
        let msg = wire(&suite, stablecoin.as_str());
        let error = refusal(&mut suite, "owner", &vault, &msg);
        let expected = ContractError::UsedStablecoin {
            stablecoin: stablecoin.to_string(),
            supply: supply.into(),
            cap: shown.to_owned(),
        };
        assert_eq!(expected, error);
    }
}

#[test]
fn what_is_no_token_is_refused() {
    let mut suite = Suite::base();
    let vault = second_vault(&mut suite);
    for not_a_token in ["alice", "oracle"] {
        let msg = wire(&suite, &suite.address(not_a_token));
        let error = refusal(&mut suite, "owner", &vault, &msg);
        assert!(
            matches!(error, ContractError::Std(StdError::GenericErr { .. })),
            "{error}"
        );
    }
}

#[test]
fn before_it_nothing_can_be_listed_or_opened() {
    let mut suite = Suite::base();
    let vault = second_vault(&mut suite);
    let new = suite.listing(1);
    let msg = ExecuteMsg::ListCollateralType(new);
    assert_eq!(
        refusal(&mut suite, "owner", &vault, &msg),
        ContractError::NotWired {}
    );
    let msg = ExecuteMsg::Accrue { collateral_type: 1 };
    let unknown = ContractError::UnknownCollateralType { collateral_type: 1 };
    assert_eq!(refusal(&mut suite, "alice", &vault, &msg), unknown);
    let answer = suite
        .chain
        .app()
        .wrap()
        .query_wasm_smart(vault, &QueryMsg::Config {});
    let config: ConfigResponse = answer.unwrap();
    assert_eq!(config.contracts, None);
}

#[test]
fn a_liquidation_contract_of_another_vault_or_stablecoin_is_refused() {
    let mut suite = Suite::base();
    let vault = second_vault(&mut suite);
    let stablecoin = token(&mut suite, 6, Some(&vault));
    let [other_vault, other_stablecoin] =
        ["vault", "stablecoin"].map(|name| Addr::unchecked(suite.address(name)));
    let second = vault.clone();
    for (works_with, pays_with) in [
        (&other_vault, &other_stablecoin),
        (&vault, &other_stablecoin),
        (&other_vault, &stablecoin),
    ] {
        let liquidation = liquidation(&mut suite, works_with, pays_with).into_string();
        let msg = ExecuteMsg::Wire {
            stablecoin: stablecoin.to_string(),
            oracle: suite.address("oracle"),
            liquidation: liquidation.clone(),
        };
        let (vault, stablecoin) = (works_with.to_string(), pays_with.to_string());
        let expected = ContractError::WrongLiquidation {
            liquidation,
            vault,
            stablecoin,
        };
        assert_eq!(refusal(&mut suite, "owner", &second, &msg), expected);
    }
}

#[test]
fn names_all_three() {
    let mut suite = SuiteBuilder::base().without_watch().build();
    let vault = second_vault(&mut suite);
    let stablecoin = token(&mut suite, 6, Some(&vault));
    let named = Wired {
        stablecoin: stablecoin.to_string(),
        oracle: suite.address("oracle"),
        liquidation: liquidation(&mut suite, &vault, &stablecoin).into_string(),
    };
    let msg = ExecuteMsg::Wire {
        stablecoin: named.stablecoin.clone(),
        oracle: named.oracle.clone(),
        liquidation: named.liquidation.clone(),
    };
    let sender = Addr::unchecked(suite.address("owner"));
    let app = suite.chain.app_mut();
    let response = app
        .execute_contract(sender, vault.clone(), &msg, &[])
        .unwrap();
    let events: Vec<Wired> =
        ballast_types::event::BallastEvent::parse_all(&response.events, vault.as_str()).unwrap();
    assert_eq!(events, std::slice::from_ref(&named));
    let answer = app.wrap().query_wasm_smart(vault, &QueryMsg::Config {});
    let config: ConfigResponse = answer.unwrap();
    let contracts = config.contracts.unwrap();
    assert_eq!(contracts.stablecoin, named.stablecoin);
    assert_eq!(
        (contracts.oracle, contracts.liquidation),
        (named.oracle, named.liquidation)
    );
}

#[test]
fn h08_coins_at_creation_are_refused() {
    let mut suite = Suite::base();
    let msg = InstantiateMsg {
        owner: suite.address("owner"),
        guardian: suite.address("guardian"),
    };
    let msg = cosmwasm_std::WasmMsg::Instantiate {
        admin: None,
        code_id: VAULT_CODE,
        msg: to_json_binary(&msg).unwrap(),
        funds: cosmwasm_std::coins(5, "aeth"),
        label: VAULT.to_owned(),
    };
    let sender = Addr::unchecked(suite.address("alice"));
    let error = suite
        .chain
        .app_mut()
        .execute(sender, msg.into())
        .unwrap_err();
    let received = "5aeth".to_owned();
    let expected = ContractError::Guard(GuardError::UnexpectedFunds { received });
    assert_eq!(error.downcast::<ContractError>().unwrap(), expected);
}
