//! Queries, and the vault that answers this contract's.

use ballast_types::{
    liquidation::{
        BadDebtResponse, ConfigResponse, DepositResponse, PoolResponse, QueryMsg, ReceiveMsg,
    },
    vault::{PlanResponse, Rooms},
    CollateralTypeId,
};
use cosmwasm_std::Uint128;

use super::{
    suite::{addr, asset, Suite, ATOM, ONE, TOKEN},
    vault::{purchase, riskiest, seizure, BAD_DEBT},
};
use crate::ContractError;

#[test]
fn i26_h19_everything_is_answered_at_genesis() {
    let suite = Suite::new();
    let config: ConfigResponse = suite.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.owner, addr("owner").to_string());
    assert_eq!(
        (config.vault, config.stablecoin),
        (addr("vault").into(), addr("stablecoin").into())
    );
    let pool: PoolResponse = suite
        .query(QueryMsg::Pool {
            collateral_type: TOKEN,
        })
        .unwrap();
    assert_eq!(
        (pool.asset, pool.total.u128(), pool.room.u128()),
        (asset(TOKEN), 0, 0)
    );
    let pools: Vec<PoolResponse> = suite
        .query(QueryMsg::Pools {
            start_after: None,
            limit: None,
        })
        .unwrap();
    assert!(pools.is_empty());
    let none = QueryMsg::Deposits {
        collateral_type: ATOM,
        start_after: None,
        limit: None,
    };
    assert!(suite
        .query::<Vec<DepositResponse>>(none)
        .unwrap()
        .is_empty());
}

#[test]
fn i26_h19_nobody_is_answered_at_genesis_as_somebody() {
    let suite = Suite::new();
    assert_eq!(
        suite.rooms(7),
        Rooms {
            caller: 7u128.into(),
            ..Rooms::default()
        }
    );
    assert_eq!(
        suite.deposit_of("alice"),
        Err(ContractError::NoPool {
            collateral_type: ATOM
        })
    );
    let unknown = suite.query::<PoolResponse>(QueryMsg::Pool { collateral_type: 9 });
    assert!(matches!(
        unknown,
        Err(ContractError::UnknownCollateralType {
            collateral_type: 9,
            ..
        })
    ));
}

#[test]
fn a_plan_is_the_vaults_with_the_real_rooms() {
    let mut suite = Suite::new();
    suite.deposit("alice", 10 * ONE).unwrap();
    let plan: PlanResponse = suite
        .query(QueryMsg::Plan {
            collateral_type: ATOM,
            selection: riskiest(),
            caller: Uint128::new(3),
        })
        .unwrap();
    let told = (
        plan.positions[0].pool.debt.u128(),
        plan.positions[0].caller.debt.u128(),
    );
    assert_eq!(told, (9 * ONE, 3));
}

#[test]
fn bad_debt_is_shown_net_of_what_is_set_aside() {
    let mut suite = Suite::new();
    let ask = |suite: &Suite| -> BadDebtResponse {
        suite
            .query(QueryMsg::BadDebt {
                collateral_type: ATOM,
            })
            .unwrap()
    };
    for (paid, net) in [(2 * ONE, 3 * ONE), (4 * ONE, 0)] {
        let seized = seizure(purchase(0, 0, 0), purchase(paid, 1, paid), 0);
        suite.seized("keeper", paid, &seized).unwrap();
        assert_eq!(
            (ask(&suite).booked.u128(), ask(&suite).net.u128()),
            (BAD_DEBT, net)
        );
    }
    assert_eq!(ask(&suite).set_aside.u128(), 6 * ONE);
    let pool: PoolResponse = suite
        .query(QueryMsg::Pool {
            collateral_type: ATOM,
        })
        .unwrap();
    assert_eq!(pool.set_aside.u128(), 6 * ONE);
}

#[test]
fn h40_deposits_are_listed_in_pages_without_gap_or_overlap() {
    let mut suite = Suite::new();
    for number in 0..25u128 {
        suite
            .deposit(&format!("depositor {number}"), ONE + number)
            .unwrap();
    }
    suite
        .send(
            "stranger",
            5,
            &ReceiveMsg::Deposit {
                collateral_type: TOKEN,
            },
        )
        .unwrap();
    let page = |start_after: Option<String>, limit| -> Vec<DepositResponse> {
        let ask = QueryMsg::Deposits {
            collateral_type: ATOM,
            start_after,
            limit,
        };
        suite.query(ask).unwrap()
    };
    assert_eq!(page(None, None).len(), 10);
    assert_eq!(page(None, Some(0)).len(), 0);
    let mut seen = vec![];
    for _ in 0..4 {
        let last = seen
            .last()
            .map(|last: &DepositResponse| last.depositor.clone());
        seen.extend(page(last, Some(7)));
    }
    let all = page(None, Some(u32::MAX));
    assert_eq!((seen.len(), &seen), (25, &all));
    for deposit in all {
        let one: DepositResponse = suite
            .query(QueryMsg::Deposit {
                collateral_type: ATOM,
                depositor: deposit.depositor.clone(),
            })
            .unwrap();
        assert_eq!(one, deposit);
    }
}

#[test]
fn pools_are_listed_by_type() {
    let mut suite = Suite::new();
    suite
        .send(
            "alice",
            5,
            &ReceiveMsg::Deposit {
                collateral_type: TOKEN,
            },
        )
        .unwrap();
    suite.deposit("alice", 7).unwrap();
    let page = |start_after, limit| -> Vec<CollateralTypeId> {
        let pools: Vec<PoolResponse> = suite.query(QueryMsg::Pools { start_after, limit }).unwrap();
        pools.into_iter().map(|pool| pool.collateral_type).collect()
    };
    assert_eq!(page(None, None), [ATOM, TOKEN]);
    assert_eq!(page(None, Some(1)), [ATOM]);
    assert_eq!(page(Some(ATOM), None), [TOKEN]);
}
