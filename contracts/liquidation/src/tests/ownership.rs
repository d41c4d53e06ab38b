//! The contract changes hands in two steps.

use ballast_types::{
    event::attribute,
    liquidation::{ConfigResponse, ExecuteMsg, QueryMsg},
};
use cosmwasm_std::Response;
use rstest::rstest;

use super::suite::{addr, Suite};
use crate::ContractError;

fn offer(to: &str, expires: Option<u64>) -> ExecuteMsg {
    ExecuteMsg::TransferOwnership {
        new_owner: addr(to).into(),
        expires,
    }
}

fn config(suite: &Suite) -> ConfigResponse {
    suite.query(QueryMsg::Config {}).unwrap()
}

#[rstest]
#[case::offer(offer("mallory", None))]
#[case::accept(ExecuteMsg::AcceptOwnership {})]
#[case::cancel(ExecuteMsg::CancelOwnershipTransfer {})]
fn h01_h05_a_stranger_neither_offers_accepts_nor_cancels(#[case] msg: ExecuteMsg) {
    let mut suite = Suite::new();
    suite.execute("owner", offer("heir", None)).unwrap();
    let before = suite.dump();
    let refused = suite.execute("mallory", msg);
    assert!(
        matches!(refused, Err(ContractError::Guard(_))),
        "{refused:?}"
    );
    assert_eq!(suite.dump(), before);
}

#[test]
fn h05_an_offer_that_ended_or_was_cancelled_cannot_be_accepted() {
    let mut suite = Suite::new();
    let expires = suite.now() + 10;
    suite
        .execute("owner", offer("heir", Some(expires)))
        .unwrap();
    suite.pass(10);
    suite
        .execute("heir", ExecuteMsg::AcceptOwnership {})
        .unwrap_err();
    suite.execute("owner", offer("heir", None)).unwrap();
    suite
        .execute("owner", ExecuteMsg::CancelOwnershipTransfer {})
        .unwrap();
    suite
        .execute("heir", ExecuteMsg::AcceptOwnership {})
        .unwrap_err();
    assert_eq!(config(&suite).pending_owner, None);
}

#[test]
fn h05_the_old_owner_keeps_the_contract_until_the_new_one_accepts() {
    let mut suite = Suite::new();
    let offered = suite.execute("owner", offer("heir", None)).unwrap();
    assert_event(&offered, addr("owner").as_str(), addr("heir").as_str());
    assert_eq!(config(&suite).owner, addr("owner").as_str());
    assert_eq!(config(&suite).pending_owner, Some(addr("heir").into()));
    let accepted = suite
        .execute("heir", ExecuteMsg::AcceptOwnership {})
        .unwrap();
    assert_event(&accepted, addr("heir").as_str(), "");
    assert_eq!(config(&suite).owner, addr("heir").as_str());
    suite.execute("owner", offer("owner", None)).unwrap_err();
}

fn assert_event(response: &Response, owner: &str, pending_owner: &str) {
    let [event] = &response.events[..] else {
        panic!("{:?}", response.events)
    };
    assert_eq!(event.ty, "ownership_changed");
    assert_eq!(attribute(event, "owner"), Some(owner));
    assert_eq!(attribute(event, "pending_owner"), Some(pending_owner));
}
