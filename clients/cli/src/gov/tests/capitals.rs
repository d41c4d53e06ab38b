//! Addresses in capitals.

use ballast_types::{oracle, vault::ExecuteMsg};
use cosmwasm_std::Decimal;

use super::{told, Place};
use crate::{
    chain::Chain,
    gov::{read, Message},
    session::Session,
};

#[test]
fn an_account_in_capitals_is_named_and_would_be_refused() {
    let mut place = Place::new();
    let [bob, brake, feeder, treasury] = ["bob", "guardian", "feeder-1", "treasury"]
        .map(|name| place.chain.address(name).unwrap().to_uppercase());
    let session = Session::new(&mut place.chain, None).unwrap();
    let vault = |msg| Message::Vault(Box::new(msg));
    let guardian = |guardian| vault(ExecuteMsg::SetGuardian { guardian });
    let feed = "ETH".to_owned();
    let removed = oracle::ExecuteMsg::RemoveFeeder { feed, feeder };
    let mut risk = session.types()[0].now.risk.clone();
    (risk.treasury, risk.stability_fee) = (treasury, Decimal::percent(3));
    let messages = vec![
        guardian(bob),
        guardian(brake),
        Message::Oracle(Box::new(removed)),
        vault(ExecuteMsg::SetRiskParams {
            collateral_type: 1,
            risk,
        }),
    ];
    let planned = read(messages, &session).unwrap();
    let expected = [
        "vault guardian: guardian -> bob",
        "vault guardian: bob -> guardian",
        "ETH feeder feeder-1: - -> removed",
        "eth fee a year: 2% -> 3%",
    ];
    assert_eq!(told(&planned), expected);
    for planned in planned {
        let refused = planned.refused.unwrap_or_default();
        assert!(refused.contains("is an address in capitals"), "{refused}");
    }
}
