//! The contract changes hands in two steps.

use ballast_guard::{GuardError, OwnershipError};
use ballast_types::{
    event::attribute,
    liquidation::{ConfigResponse, ExecuteMsg, InstantiateMsg, QueryMsg},
};
use cosmwasm_std::{
    testing::{message_info, mock_dependencies, mock_env},
    Response,
};
use rstest::rstest;

use super::suite::{addr, Suite};
use crate::contract;

fn offer(to: &str, expires: Option<u64>) -> ExecuteMsg {
    ExecuteMsg::TransferOwnership {
        new_owner: addr(to).into(),
        expires,
    }
}

const ACCEPT: ExecuteMsg = ExecuteMsg::AcceptOwnership {};
const CANCEL: ExecuteMsg = ExecuteMsg::CancelOwnershipTransfer {};

fn not_owner(sender: &str, owner: &str) -> GuardError {
    GuardError::NotOwner {
        sender: addr(sender).into(),
        owner: addr(owner).into(),
    }
}

fn config(suite: &Suite) -> ConfigResponse {
    suite.query(QueryMsg::Config {}).unwrap()
}

#[rstest]
#[case::offer(offer("mallory", None), not_owner("mallory", "owner"))]
#[case::accept(ACCEPT, OwnershipError::NotPendingOwner.into())]
#[case::cancel(CANCEL, not_owner("mallory", "owner"))]
fn h01_h05_a_stranger_neither_offers_accepts_nor_cancels(
    #[case] msg: ExecuteMsg,
    #[case] error: GuardError,
) {
    let mut suite = Suite::new();
    suite.execute("owner", offer("heir", None)).unwrap();
    let before = suite.dump();
    assert_eq!(suite.execute("mallory", msg), Err(error.into()));
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
    assert_eq!(
        suite.execute("heir", ACCEPT),
        Err(GuardError::from(OwnershipError::TransferExpired).into())
    );
    suite.execute("owner", offer("heir", None)).unwrap();
    let cancelled = suite.execute("owner", CANCEL).unwrap();
    assert_event(&cancelled, addr("owner").as_str(), "");
    assert_eq!(
        suite.execute("heir", ACCEPT),
        Err(GuardError::from(OwnershipError::TransferNotFound).into())
    );
    assert_eq!(config(&suite).pending_owner, None);
}

#[test]
fn h05_the_old_owner_keeps_the_contract_until_the_new_one_accepts() {
    let mut suite = Suite::new();
    let offered = suite.execute("owner", offer("heir", None)).unwrap();
    assert_event(&offered, addr("owner").as_str(), addr("heir").as_str());
    assert_eq!(config(&suite).owner, addr("owner").as_str());
    assert_eq!(config(&suite).pending_owner, Some(addr("heir").into()));
    let accepted = suite.execute("heir", ACCEPT).unwrap();
    assert_event(&accepted, addr("heir").as_str(), "");
    assert_eq!(config(&suite).owner, addr("heir").as_str());
    assert_eq!(
        suite.execute("owner", offer("owner", None)),
        Err(not_owner("owner", "heir").into())
    );
}

#[test]
fn creation_names_the_owner() {
    let msg = InstantiateMsg {
        owner: addr("owner").into(),
        vault: addr("vault").into(),
        stablecoin: addr("stablecoin").into(),
    };
    let info = message_info(&addr("creator"), &[]);
    let created = contract::instantiate(mock_dependencies().as_mut(), mock_env(), info, msg);
    assert_event(&created.unwrap(), addr("owner").as_str(), "");
}

fn assert_event(response: &Response, owner: &str, pending_owner: &str) {
    let [event] = &response.events[..] else {
        panic!("{:?}", response.events)
    };
    assert_eq!(event.ty, "ownership_changed");
    assert_eq!(attribute(event, "owner"), Some(owner));
    assert_eq!(attribute(event, "pending_owner"), Some(pending_owner));
}
