//! Who may hand the contract over, to whom, and until when.
#![allow(clippy::arithmetic_side_effects)]

use cosmwasm_std::{
    testing::{message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage},
    Order, OwnedDeps,
};
use cw_ownable::OwnershipError;

use super::*;

struct Contract {
    deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    env: Env,
}

type Outcome = Result<Event, GuardError>;

impl Contract {
    /// Of alice.
    fn new() -> Self {
        let mut deps = mock_dependencies();
        initialize(&mut deps.storage, &deps.api, name("alice").as_str()).unwrap();
        Self {
            deps,
            env: mock_env(),
        }
    }

    fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    fn pass(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
    }

    fn offer(&mut self, by: &str, to: &str, expires: Option<u64>) -> Outcome {
        let (info, to) = (message_info(&name(by), &[]), name(to).into_string());
        self.attempt(|deps, env| offer(deps, env, &info, to, expires))
    }

    fn accept(&mut self, by: &str) -> Outcome {
        let info = message_info(&name(by), &[]);
        self.attempt(|deps, env| accept(deps, env, &info))
    }

    fn cancel(&mut self, by: &str) -> Outcome {
        let info = message_info(&name(by), &[]);
        self.attempt(|deps, _| cancel(deps, &info))
    }

    /// What is refused leaves no trace.
    fn attempt(&mut self, act: impl FnOnce(DepsMut, &Env) -> Outcome) -> Outcome {
        let before = self.bytes();
        let outcome = act(self.deps.as_mut(), &self.env);
        if outcome.is_err() {
            assert_eq!(self.bytes(), before);
        }
        outcome
    }

    fn bytes(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.deps
            .storage
            .range(None, None, Order::Ascending)
            .collect()
    }
}

fn name(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

fn not_owner(sender: &str, owner: &str) -> GuardError {
    GuardError::NotOwner {
        sender: name(sender).into_string(),
        owner: name(owner).into_string(),
    }
}

fn ownership(owner: &str, pending_owner: Option<&str>) -> Event {
    OwnershipChanged {
        owner: name(owner).into_string(),
        pending_owner: pending_owner.map_or_else(String::new, |to| name(to).into_string()),
    }
    .into()
}

#[test]
fn h03_an_owner_whose_address_is_none_is_refused() {
    let mut deps = mock_dependencies();
    assert!(initialize(&mut deps.storage, &deps.api, "alice").is_err());

    let mut contract = Contract::new();
    let (info, to) = (message_info(&name("alice"), &[]), "bob".to_owned());
    let refused = contract.attempt(|deps, env| offer(deps, env, &info, to, None));
    assert!(matches!(refused, Err(GuardError::Ownership(_))));
}

#[test]
fn h01_only_the_owner_offers_and_cancels() {
    let mut contract = Contract::new();
    contract.offer("alice", "bob", None).unwrap();
    for stranger in ["bob", "eve"] {
        let refused = Err(not_owner(stranger, "alice"));
        assert_eq!(contract.offer(stranger, stranger, None), refused);
        assert_eq!(contract.cancel(stranger), refused);
    }
}

#[test]
fn h05_only_the_one_it_is_offered_to_accepts() {
    let mut contract = Contract::new();
    let nothing = Err(OwnershipError::TransferNotFound.into());
    assert_eq!(contract.accept("bob"), nothing);
    contract.offer("alice", "bob", None).unwrap();
    for other in ["alice", "eve"] {
        let refused = Err(OwnershipError::NotPendingOwner.into());
        assert_eq!(contract.accept(other), refused);
    }
}

#[test]
fn h05_a_new_offer_replaces_the_old() {
    let mut contract = Contract::new();
    contract.offer("alice", "eve", None).unwrap();
    contract.offer("alice", "bob", None).unwrap();
    assert_eq!(
        contract.accept("eve"),
        Err(OwnershipError::NotPendingOwner.into())
    );
    contract.accept("bob").unwrap();
}

#[test]
fn h05_a_cancelled_offer_cannot_be_accepted() {
    let mut contract = Contract::new();
    assert_eq!(contract.cancel("alice"), Err(GuardError::NothingOffered));
    let expires = contract.now() + 9;
    contract.offer("alice", "bob", Some(expires)).unwrap();
    assert_eq!(contract.cancel("alice"), Ok(ownership("alice", None)));
    assert_eq!(
        contract.accept("bob"),
        Err(OwnershipError::TransferNotFound.into())
    );
    let left = get(&contract.deps.storage).unwrap();
    assert_eq!((left.pending_owner, left.pending_expiry), (None, None));
}

#[test]
fn h46_an_offer_ends_in_time() {
    let mut contract = Contract::new();
    let expires = Some(contract.now() + 9);
    contract.offer("alice", "bob", expires).unwrap();
    contract.pass(9);
    assert_eq!(
        contract.accept("bob"),
        Err(OwnershipError::TransferExpired.into())
    );
    let expires = Some(contract.now() + 9);
    contract.offer("alice", "bob", expires).unwrap();
    contract.pass(8);
    contract.accept("bob").unwrap();
}

#[test]
fn h46_an_offer_that_has_ended_already_is_refused() {
    let mut contract = Contract::new();
    let now = contract.now();
    for expires in [0, now - 1, now] {
        assert_eq!(
            contract.offer("alice", "bob", Some(expires)),
            Err(GuardError::OfferExpired { expires, now })
        );
    }
    contract.offer("alice", "bob", Some(now + 1)).unwrap();
}

#[test]
fn h20_an_offer_that_ends_after_time_itself_is_refused() {
    let mut contract = Contract::new();
    let latest = u64::MAX / NANOS_PER_SECOND;
    for expires in [latest + 1, u64::MAX] {
        assert_eq!(
            contract.offer("alice", "bob", Some(expires)),
            Err(GuardError::OfferTooLate { expires, latest })
        );
    }
    contract.offer("alice", "bob", Some(latest)).unwrap();
}

#[test]
fn h05_the_owner_keeps_the_contract_until_the_other_accepts() {
    let mut contract = Contract::new();
    assert_eq!(
        contract.offer("alice", "bob", None),
        Ok(ownership("alice", Some("bob")))
    );
    ensure_owner(&contract.deps.storage, &name("alice")).unwrap();
    assert_eq!(
        ensure_owner(&contract.deps.storage, &name("bob")),
        Err(not_owner("bob", "alice"))
    );

    assert_eq!(contract.accept("bob"), Ok(ownership("bob", None)));
    ensure_owner(&contract.deps.storage, &name("bob")).unwrap();
    assert_eq!(
        ensure_owner(&contract.deps.storage, &name("alice")),
        Err(not_owner("alice", "bob"))
    );
}

#[test]
fn creation_names_the_owner() {
    let mut deps = mock_dependencies();
    let named = initialize(&mut deps.storage, &deps.api, name("alice").as_str());
    assert_eq!(named, Ok(ownership("alice", None)));
}
