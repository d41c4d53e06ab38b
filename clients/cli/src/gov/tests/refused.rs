//! What is read of messages that the contracts or the chain would refuse.

use std::collections::BTreeMap;

use ballast_client::Error;
use ballast_devchain::Call;
use ballast_types::{
    oracle::{self, NewFeed},
    vault::{ExecuteMsg, NewCollateralType},
    Asset,
};
use cosmwasm_std::{Decimal, Event};
use serde_json::Value;

use super::Place;
use crate::{
    chain::{AssetInfo, Chain, Contract, Embedded, Receipt},
    error::CliResult,
    gov::{read, Message},
    session::Session,
};

fn vault(msg: ExecuteMsg) -> Message {
    Message::Vault(Box::new(msg))
}

fn oracle(msg: oracle::ExecuteMsg) -> Message {
    Message::Oracle(Box::new(msg))
}

fn feed(name: &str, feeders: &[&str]) -> Message {
    oracle(oracle::ExecuteMsg::AddFeed(NewFeed {
        feed: name.to_owned(),
        kind: oracle::FeedKind::price(oracle::Panel::new(1, 3, 10), 90),
        feeders: feeders.iter().map(|it| (*it).to_owned()).collect(),
    }))
}

fn feeder(address: &str) -> Message {
    oracle(oracle::ExecuteMsg::AddFeeder {
        feed: "ETH".to_owned(),
        feeder: address.to_owned(),
    })
}

fn guardian(address: &str) -> Message {
    vault(ExecuteMsg::SetGuardian {
        guardian: address.to_owned(),
    })
}

#[test]
fn accounts_that_are_none_would_be_refused() {
    let mut place = Place::new();
    let [alice, bob, carol, one] =
        ["alice", "bob", "carol", "feeder-1"].map(|name| place.chain.address(name).unwrap());
    let foreign = "cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh";
    let session = Session::new(&mut place.chain, None).unwrap();
    let mut risk = session.types()[0].now.risk.clone();
    risk.treasury = "wasm1nobody".to_owned();
    let treasury = vault(ExecuteMsg::SetRiskParams {
        collateral_type: 1,
        risk,
    });
    let twice = feed("NEW", &[&alice, &bob, &carol, &alice]);
    let nobody = feed("NEW", &[&alice, &bob, &carol, "wasm1nobody"]);
    for (message, expected) in [
        (guardian("nobody at all"), "'nobody at all' is no address"),
        (guardian(foreign), "is no address"),
        (treasury, "'wasm1nobody' is no address"),
        (feeder("somebody"), "'somebody' is no address"),
        (nobody, "'wasm1nobody' is no address"),
        (twice, "is a feeder of NEW already"),
    ] {
        let planned = read(vec![message], &session).unwrap();
        let refused = planned[0].refused.clone().unwrap_or_default();
        assert!(refused.contains(expected), "{expected}: {refused}");
        assert!(planned[0].is_shown_whole() || !planned[0].rows.is_empty());
    }
    for message in [guardian(&bob), feed("NEW", &[&alice, &bob, &carol, &one])] {
        assert_eq!(read(vec![message], &session).unwrap()[0].refused, None);
    }
}

#[test]
fn a_type_that_cannot_be_listed_would_be_refused() {
    let mut place = Place::new();
    let session = Session::new(&mut place.chain, None).unwrap();
    let eth = session.types()[0].now.clone();
    let new = |denom: &str, feed: &str, group| {
        vault(ExecuteMsg::ListCollateralType(NewCollateralType {
            asset: Asset::Native {
                denom: denom.to_owned(),
            },
            decimals: 6,
            feed: feed.to_owned(),
            group,
            liquidation_ratio: Decimal::percent(140),
            target_ratio: Decimal::percent(160),
            risk: eth.risk.clone(),
        }))
    };
    for (message, expected) in [
        (new("aeth", "ETH", 1), "is collateral type 1 already"),
        (new("new", "NONE", 1), "knows no feed NONE"),
        (new("new", "ETH", 99), "there is no group 99"),
    ] {
        let planned = read(vec![message], &session).unwrap();
        let refused = planned[0].refused.clone().unwrap_or_default();
        assert!(refused.contains(expected), "{expected}: {refused}");
    }
    let twice = vec![new("new", "ETH", 1), new("new", "ETH", 1)];
    let planned = read(twice, &session).unwrap();
    assert_eq!(planned[0].refused, None);
    let refused = planned[1].refused.as_deref().unwrap_or_default();
    assert!(refused.contains("listed by a message before"), "{refused}");
}

#[test]
fn what_is_not_offered_cannot_be_accepted() {
    let mut place = Place::new();
    let vault_address = place.chain.address("vault").unwrap();
    let (prefix, _) = vault_address.rsplit_once('1').unwrap();
    let gov = ballast_client::gov_address(prefix).unwrap();
    let bob = place.chain.address("bob").unwrap();
    let session = Session::new(&mut place.chain, None).unwrap();
    let accepted = || vault(ExecuteMsg::AcceptOwnership {});
    let offered = |to: &str| {
        vault(ExecuteMsg::TransferOwnership {
            new_owner: to.to_owned(),
            expires: None,
        })
    };
    let messages = vec![
        accepted(),
        offered(&bob),
        accepted(),
        offered(&gov),
        accepted(),
    ];
    let planned = read(messages, &session).unwrap();
    let refused: Vec<_> = planned.into_iter().map(|it| it.refused).collect();
    let to_bob = format!("the vault is offered to {bob}, and the chain's governance is {gov}");
    let nobody = "the vault is offered to nobody".to_owned();
    assert_eq!(refused, [Some(nobody), None, Some(to_bob), None, None]);
    let accepted = oracle(oracle::ExecuteMsg::AcceptOwnership {});
    let planned = read(vec![accepted], &session).unwrap();
    assert_eq!(
        planned[0].refused.as_deref(),
        Some("the oracle is offered to nobody")
    );
}

#[test]
fn what_a_chain_refuses_to_say_of_a_message_is_told() {
    let refused = Error::Rejected {
        codespace: "sdk".to_owned(),
        code: 6,
        text: "code id".to_owned(),
    };
    let planned = asked(refused).unwrap();
    assert!(planned[0].unknown.as_deref().unwrap().contains("code id"));
    assert_eq!(planned[0].message.as_it_is().1, r#"{"pin":[0]}"#);
    assert_eq!(planned[1].rows[0].what, "guardian");
    let unreachable = Error::Unreachable {
        endpoint: "node".to_owned(),
        reason: "silent".to_owned(),
    };
    assert!(asked(unreachable).is_err());
}

/// Two messages, of which the first needs a question that is answered with this error.
fn asked(error: Error) -> CliResult<Vec<crate::gov::Planned>> {
    let place = Place::new();
    let bob = place.chain.address("bob").unwrap();
    let mut chain = Refusing(place.chain, error);
    let session = Session::new(&mut chain, None).unwrap();
    read(vec![Message::Pin(vec![0]), guardian(&bob)], &session)
}

/// A chain that answers nothing about codes.
struct Refusing(Embedded, Error);

impl Chain for Refusing {
    fn is_pinned(&self, _: u64) -> CliResult<Option<bool>> {
        Err(self.1.clone().into())
    }
    fn id(&self) -> String {
        self.0.id()
    }
    fn is_sandbox(&self) -> bool {
        self.0.is_sandbox()
    }
    fn can_sign(&self, account: &str) -> bool {
        self.0.can_sign(account)
    }
    fn sent(&self) -> &[Receipt] {
        self.0.sent()
    }
    fn codes(&self) -> BTreeMap<String, u64> {
        self.0.codes()
    }
    fn now(&self) -> u64 {
        self.0.now()
    }
    fn assets(&self) -> Vec<AssetInfo> {
        self.0.assets()
    }
    fn address(&self, name: &str) -> CliResult<String> {
        self.0.address(name)
    }
    fn name_of(&self, address: &str) -> String {
        self.0.name_of(address)
    }
    fn ask(&self, contract: Contract, question: Value) -> CliResult<Value> {
        self.0.ask(contract, question)
    }
    fn balance(&self, holder: &str, asset: &AssetInfo) -> CliResult<u128> {
        self.0.balance(holder, asset)
    }
    fn execute(&mut self, sender: &str, calls: Vec<Call>) -> CliResult<Vec<Event>> {
        self.0.execute(sender, calls)
    }
}
