//! What this crate adds to the library, and that the library is wired to it.

use ballast_guard::GuardError;
use cosmwasm_std::{
    coin, from_json,
    testing::{message_info, mock_dependencies, mock_env, MockApi},
    Addr, DepsMut, OwnedDeps, Response, StdError, Uint128,
};
use cw20::{BalanceResponse, Cw20ExecuteMsg, MinterResponse, TokenInfoResponse};
use cw20_base::msg::{InstantiateMsg, MigrateMsg, QueryMsg};
use rstest::rstest;

use crate::{contract, ContractError};

type Mock = OwnedDeps<
    cosmwasm_std::MemoryStorage,
    MockApi,
    cosmwasm_std::testing::MockQuerier<cosmwasm_std::Empty>,
>;

fn address(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

fn setup_message() -> InstantiateMsg {
    InstantiateMsg {
        name: "Ballast dollar".into(),
        symbol: "USDB".into(),
        decimals: 6,
        initial_balances: vec![],
        mint: Some(MinterResponse {
            minter: address("vault").into(),
            cap: None,
        }),
        marketing: None,
    }
}

fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    contract::instantiate(
        deps,
        mock_env(),
        message_info(&address("deployer"), &[]),
        msg,
    )
}

fn execute(deps: &mut Mock, sender: &str, msg: Cw20ExecuteMsg) -> Result<Response, ContractError> {
    contract::execute(
        deps.as_mut(),
        mock_env(),
        message_info(&address(sender), &[]),
        msg,
    )
}

fn mint(to: &str, amount: u128) -> Cw20ExecuteMsg {
    Cw20ExecuteMsg::Mint {
        recipient: address(to).into(),
        amount: Uint128::new(amount),
    }
}

fn token() -> Mock {
    let mut deps = mock_dependencies();
    instantiate(deps.as_mut(), setup_message()).unwrap();
    deps
}

fn supply(deps: &Mock) -> u128 {
    let answer = contract::query(deps.as_ref(), mock_env(), QueryMsg::TokenInfo {}).unwrap();
    from_json::<TokenInfoResponse>(answer)
        .unwrap()
        .total_supply
        .u128()
}

fn balance(deps: &Mock, of: &str) -> u128 {
    let message = QueryMsg::Balance {
        address: address(of).into(),
    };
    let answer = contract::query(deps.as_ref(), mock_env(), message).unwrap();
    from_json::<BalanceResponse>(answer).unwrap().balance.u128()
}

#[rstest]
#[case(0)]
#[case(5)]
#[case(7)]
#[case(18)]
fn decimals_other_than_six_are_refused(#[case] given: u8) {
    let message = InstantiateMsg {
        decimals: given,
        ..setup_message()
    };
    let error = instantiate(mock_dependencies().as_mut(), message).unwrap_err();
    assert_eq!(error, ContractError::WrongDecimals { expected: 6, given });
}

#[test]
fn a_token_without_minter_is_refused() {
    let message = InstantiateMsg {
        mint: None,
        ..setup_message()
    };
    let error = instantiate(mock_dependencies().as_mut(), message).unwrap_err();
    assert_eq!(error, ContractError::NoMinter);
}

#[test]
fn the_library_checks_what_it_always_checks() {
    let message = InstantiateMsg {
        symbol: "$".into(),
        ..setup_message()
    };
    let error = instantiate(mock_dependencies().as_mut(), message).unwrap_err();
    assert!(matches!(error, ContractError::Token(_)), "{error}");
}

#[test]
fn h08_coins_are_refused_with_every_message() {
    let coins = [coin(5, "ustake")];
    let received = "5ustake".into();
    let refused: ContractError = GuardError::UnexpectedFunds { received }.into();

    let mut deps = mock_dependencies();
    let info = message_info(&address("deployer"), &coins);
    let result = contract::instantiate(deps.as_mut(), mock_env(), info, setup_message());
    assert_eq!(result.unwrap_err(), refused);

    let mut deps = token();
    let info = message_info(&address("vault"), &coins);
    let result = contract::execute(deps.as_mut(), mock_env(), info, mint("alice", 5));
    assert_eq!(result.unwrap_err(), refused);
    assert_eq!(supply(&deps), 0);
}

#[test]
fn a_new_token_carries_our_name_and_version() {
    let deps = token();
    let stored = cw2::get_contract_version(&deps.storage).unwrap();
    assert_eq!(stored.contract, "ballast-stablecoin");
    assert_eq!(stored.version, env!("CARGO_PKG_VERSION"));
}

#[test]
fn i01_only_the_minter_mints() {
    let mut deps = token();
    let refused = ContractError::Token(cw20_base::ContractError::Unauthorized {});
    for stranger in ["alice", "deployer"] {
        assert_eq!(
            execute(&mut deps, stranger, mint("alice", 5)).unwrap_err(),
            refused
        );
        let take_over = Cw20ExecuteMsg::UpdateMinter {
            new_minter: Some(address("alice").into()),
        };
        assert_eq!(
            execute(&mut deps, stranger, take_over).unwrap_err(),
            refused
        );
    }
    assert_eq!(supply(&deps), 0);

    execute(&mut deps, "vault", mint("alice", 5)).unwrap();
    assert_eq!((supply(&deps), balance(&deps, "alice")), (5, 5));
}

#[test]
fn i01_a_holder_may_burn_its_own_tokens_only() {
    let mut deps = token();
    execute(&mut deps, "vault", mint("alice", 5)).unwrap();
    execute(
        &mut deps,
        "alice",
        Cw20ExecuteMsg::Burn {
            amount: Uint128::new(2),
        },
    )
    .unwrap();
    assert_eq!((supply(&deps), balance(&deps, "alice")), (3, 3));

    let owner = address("alice").into();
    let burn_hers = Cw20ExecuteMsg::BurnFrom {
        owner,
        amount: Uint128::new(1),
    };
    execute(&mut deps, "vault", burn_hers).unwrap_err();
    assert_eq!((supply(&deps), balance(&deps, "alice")), (3, 3));
}

fn migrate_from(name: &str, version: &str) -> (Mock, Result<Response, ContractError>) {
    let mut deps = token();
    cw2::set_contract_version(&mut deps.storage, name, version).unwrap();
    let result = contract::migrate(deps.as_mut(), mock_env(), MigrateMsg {});
    (deps, result)
}

fn assert_stored(deps: &Mock, name: &str, version: &str) {
    let stored = cw2::get_contract_version(&deps.storage).unwrap();
    assert_eq!(
        (stored.contract.as_str(), stored.version.as_str()),
        (name, version)
    );
}

#[test]
fn h43_migrates_from_an_older_version() {
    let (deps, result) = migrate_from(contract::NAME, "0.0.1");
    result.unwrap();
    assert_stored(&deps, contract::NAME, contract::VERSION);
    assert_eq!(supply(&deps), 0);
}

#[rstest]
#[case::the_same(contract::VERSION)]
#[case::a_later_one("99.0.0")]
fn h43_migration_to_the_same_or_an_older_version_is_refused(#[case] stored: &str) {
    let (deps, result) = migrate_from(contract::NAME, stored);
    let expected = GuardError::NotNewer {
        stored: stored.into(),
        code: contract::VERSION.into(),
    };
    assert_eq!(result.unwrap_err(), expected.into());
    assert_stored(&deps, contract::NAME, stored);
}

#[test]
fn h43_migration_of_another_contract_is_refused() {
    let (deps, result) = migrate_from("crates.io:cw20-base", "0.0.1");
    let expected = GuardError::WrongContract {
        expected: contract::NAME.into(),
        found: "crates.io:cw20-base".into(),
    };
    assert_eq!(result.unwrap_err(), expected.into());
    assert_stored(&deps, "crates.io:cw20-base", "0.0.1");
}

#[test]
fn h43_migration_from_no_version_is_refused() {
    let (_, result) = migrate_from(contract::NAME, "newest");
    let version = "newest".into();
    let expected = GuardError::UnreadableVersion { version };
    assert_eq!(result.unwrap_err(), expected.into());

    let result = contract::migrate(mock_dependencies().as_mut(), mock_env(), MigrateMsg {});
    assert!(matches!(
        result.unwrap_err(),
        ContractError::Guard(GuardError::Std(StdError::NotFound { .. }))
    ));
}
