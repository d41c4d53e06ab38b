//! The one door: blocks, refusals, names, what an operation costs.

use ballast_devchain::{
    feeders::{Jitter, PathFeeders},
    paths, Call, Deployment, Devchain, Failure, NameError, Operation, OutcomeLine, ORACLE, VAULT,
};
use ballast_types::vault::{ExecuteMsg, PositionAdjusted};
use cosmwasm_std::{coins, Decimal};
use serde_json::json;

use crate::{found, watched, ETH, ETHER, USD};

fn accrue(time: u64) -> Operation {
    let call = Call::new(
        VAULT,
        &ExecuteMsg::Accrue {
            collateral_type: ETH,
        },
        &[],
    )
    .unwrap();
    Operation {
        time,
        sender: "keeper".to_owned(),
        calls: vec![call],
    }
}

#[test]
fn the_same_time_is_the_same_block_and_a_later_one_the_next() {
    let mut chain = watched();
    let (now, height) = (chain.now(), chain.height());
    assert_eq!(chain.run(&accrue(now)).unwrap().height, height);
    assert_eq!(chain.run(&accrue(now + 50)).unwrap().height, height + 1);
    chain.advance(5);
    chain.advance(5);
    let done = chain.run(&accrue(now + 60)).unwrap();
    assert_eq!((done.time, done.height), (now + 60, height + 2));
    let failure = chain.run(&accrue(now)).unwrap_err();
    assert_eq!(
        failure.to_string(),
        format!(
            "time runs backwards: the chain is at {}, the operation at {now}",
            now + 60
        )
    );
}

#[test]
fn a_refusal_keeps_its_type_and_changes_nothing() {
    let mut chain = watched();
    let before = (chain.state_hash(), chain.witness().clone());
    let failure = chain
        .vault()
        .open("alice", ETH, ETHER, 150 * USD)
        .unwrap_err();
    assert!(
        failure.refusal::<ballast_vault::ContractError>().is_some(),
        "{failure}"
    );
    assert!(!failure.to_string().contains("WasmMsg"), "{failure}");
    assert_eq!((chain.state_hash(), chain.witness().clone()), before);
    assert!(found(&chain).is_empty());
}

#[test]
fn the_calls_of_an_operation_succeed_or_fail_together() {
    let mut chain = watched();
    let before = chain.state_hash();
    let open = ExecuteMsg::Open {
        collateral_type: ETH,
        mint: None,
    };
    let open = Call::new(VAULT, &open, &coins(ETHER, "aeth")).unwrap();
    let wrong = Call::new(VAULT, &ExecuteMsg::ResumeMinting {}, &[]).unwrap();
    chain
        .execute_all("alice", vec![open.clone(), wrong])
        .unwrap_err();
    assert_eq!(chain.state_hash(), before);
    let done = chain
        .execute_all("alice", vec![open.clone(), open])
        .unwrap();
    let vault = chain.address(VAULT).unwrap();
    assert_eq!(
        done.all::<PositionAdjusted>(vault.as_str()).unwrap().len(),
        2
    );
    assert_eq!(done.position().unwrap().number(), 2);
}

#[test]
fn what_never_reaches_the_chain_says_so() {
    let mut chain = watched();
    let run = |chain: &mut Devchain, contract: &str, msg| {
        let call = Call {
            contract: contract.to_owned(),
            msg,
            funds: vec![],
        };
        chain.execute_all("alice", vec![call]).unwrap_err()
    };
    let height = chain.height();
    chain.advance(60);
    let failure = run(&mut chain, "valut", json!({}));
    assert!(matches!(failure, Failure::Name(NameError::Unknown { .. })));
    let failure = run(
        &mut chain,
        VAULT,
        json!({ "set_guardian": { "guardian": "@nobody" } }),
    );
    assert!(matches!(failure, Failure::Name(NameError::Unknown { .. })));
    let failure = run(&mut chain, "bank", json!({ "sned": {} }));
    assert!(matches!(
        failure,
        Failure::NotUnderstood { module: "bank", .. }
    ));
    assert!(matches!(
        chain.execute_all("alice", vec![]),
        Err(Failure::NoCalls)
    ));
    assert!(matches!(
        chain.execute_all("vault", vec![]),
        Err(Failure::NoCalls)
    ));
    assert_eq!(chain.run(&accrue(chain.now())).unwrap().height, height + 1);
}

#[test]
fn an_outcome_becomes_a_line_with_names() {
    let mut chain = watched();
    let outcome = chain.vault().open("alice", ETH, ETHER, 0);
    let line = OutcomeLine::of(&outcome, chain.now(), chain.height(), chain.names());
    let text = serde_json::to_string(&line).unwrap();
    assert!(
        text.contains(r#""value":"@alice""#) && text.contains(r#""value":"@vault""#),
        "{text}"
    );
    assert!(!text.contains("cosmwasm1"), "{text}");
    let refused = chain.vault().open("alice", 9, ETHER, 0);
    let line = OutcomeLine::of(&refused, 1, 2, chain.names());
    assert!(line.events.is_none() && line.error.is_some());
}

#[test]
fn an_operation_is_counted_by_contract_with_raw_reads() {
    let mut chain = watched();
    let open = ExecuteMsg::Open {
        collateral_type: ETH,
        mint: Some((100 * USD).into()),
    };
    let call = Call::new(VAULT, &open, &coins(ETHER, "aeth")).unwrap();
    let calls = vec![call];
    let operation = Operation {
        time: chain.now(),
        sender: "alice".to_owned(),
        calls,
    };
    let mut fork = chain.fork().unwrap();
    let (outcome, counts) = fork.run_counted(&operation);
    outcome.unwrap();
    assert_eq!(
        (counts[ORACLE].calls, counts[ORACLE].reads),
        (0, 1),
        "{counts:?}"
    );
    assert_eq!(counts[VAULT].calls, 1);
    assert!(
        counts[VAULT].writes >= 4 && counts[VAULT].bytes_written > 100,
        "{counts:?}"
    );
    assert!(counts[VAULT].storage_gas() > 10_000);
    assert!(chain.vault().accrue("alice", ETH).is_ok());
}

#[test]
fn only_the_owner_migrates_and_only_forward() {
    let mut chain = watched();
    let empty = json!({});
    assert!(chain.bank().migrate("alice", VAULT, 1, &empty).is_err());
    let failure = chain.bank().migrate("owner", VAULT, 1, &empty).unwrap_err();
    assert!(
        failure.refusal::<ballast_vault::ContractError>().is_some(),
        "{failure}"
    );
}

#[test]
fn feeders_publish_along_a_path_and_heartbeats_keep_prices_alive() {
    let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
    let hours = paths::eth_march_2020().unwrap();
    let points = paths::path(&hours, 60);
    let jitter = Jitter { bps: 5, seed: 1 };
    let mut feeders = PathFeeders::new("ETH", points, jitter);
    let two_hours = hours[2].time;
    feeders.publish_until(&mut chain, two_hours).unwrap();
    let price = chain.price("ETH").unwrap().unwrap();
    assert_eq!((chain.now(), price.published_at), (two_hours, two_hours));
    assert!(price.spot.abs_diff(hours[2].open) <= hours[2].open * Decimal::bps(5));
    assert_eq!(
        feeders.next_point().map(|point| point.time),
        Some(two_hours + 60)
    );
    chain.advance_reporting(86_400, 3_600).unwrap();
    assert!(chain.price("ETH").unwrap().unwrap().is_valid);
    chain.advance(3_601);
    assert!(!chain.price("ETH").unwrap().unwrap().is_valid);
    let unknown = chain.report_price("DOGE", Decimal::one()).unwrap_err();
    assert!(
        matches!(unknown, Failure::Query(_) | Failure::UnknownFeed { .. }),
        "{unknown}"
    );
}
