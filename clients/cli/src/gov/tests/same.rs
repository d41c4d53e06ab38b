//! Messages of which all or a part is so already.

use ballast_types::vault::{ExecuteMsg, RiskParams};
use cosmwasm_std::Decimal;
use serde_json::Value;

use super::{told, Place, DAY};
use crate::{
    chain::Chain,
    commands::draft::changes,
    gov::{read, Message},
    session::Session,
};

fn vault(msg: ExecuteMsg) -> Message {
    Message::Vault(Box::new(msg))
}

fn risk(risk: RiskParams) -> Message {
    vault(ExecuteMsg::SetRiskParams {
        collateral_type: 1,
        risk,
    })
}

fn ramp(liquidation: u64, target: u64) -> Message {
    vault(ExecuteMsg::RampRatios {
        collateral_type: 1,
        liquidation_ratio: Decimal::percent(liquidation),
        target_ratio: Decimal::percent(target),
        seconds: DAY,
    })
}

/// What is told of messages that are made of the parameters and the guardian of now.
fn shown(messages: impl FnOnce(RiskParams, String) -> Vec<Message>) -> (String, Value) {
    let mut place = Place::new();
    let guardian = place.chain.address("guardian").unwrap();
    let session = Session::new(&mut place.chain, None).unwrap();
    let messages = messages(session.types()[0].now.risk.clone(), guardian);
    changes(&session, &read(messages, &session).unwrap())
}

#[test]
fn a_message_that_changes_nothing_now_is_shown_as_it_is() {
    let (human, json) = shown(|now, guardian| {
        let group = ExecuteMsg::SetGroup {
            group: 1,
            debt_ceiling: 1_500_000_000_000_000u128.into(),
        };
        vec![
            risk(now),
            vault(ExecuteMsg::SetGuardian { guardian }),
            ramp(140, 160),
            vault(group),
            Message::Unpin(vec![7]),
        ]
    });
    for expected in [
        "message 1 changes nothing now, but when it is carried out it sets all parameters of eth (type 1), \
         not only those that differ now; what another proposal changes before that is set back to: base mint ratio \
         160%, mint ratio cap 250%, confidence 6, horizon 1d, crowding 1, rate shock 20%, liquidation penalty ",
        "message 2 changes nothing now, but when it is carried out it sets what it names, also where that is so \
         already; what another proposal changes before that is set back to: vault: guardian guardian",
        "message 3 changes nothing now, but when it is carried out it sets both ratios of eth (type 1)",
        "group 1: debt ceiling 1,500,000,000.00 usd",
        "message 1, vault, as it is:\n {\"set_risk_params\":{",
        "message 2, vault, as it is:\n {\"set_guardian\":{",
        "message 3, vault, as it is:\n {\"ramp_ratios\":{",
        "message 4, vault, as it is:\n {\"set_group\":{",
    ] {
        assert!(human.contains(expected), "no '{expected}' in {human}");
    }
    assert_eq!(json["messages"][0]["same"].as_array().unwrap().len(), 18);
    assert_eq!(json["messages"][0]["changes"], Value::Array(vec![]));
    assert_eq!(json["messages"][1]["same"][0]["new"], "guardian");
}

#[test]
fn what_a_message_sets_besides_its_rows_is_told() {
    let (human, json) = shown(|mut now, _| {
        now.stability_fee = Decimal::percent(3);
        vec![risk(now), ramp(150, 160)]
    });
    for expected in [
        "message 1 sets all parameters of eth (type 1), not only those that differ now; what another proposal \
         changes before that is set back to: base mint ratio 160%, ",
        "message 2 sets both ratios of eth (type 1); what another proposal changes \
         before that is set back to: target ratio 160% over 1d",
    ] {
        assert!(human.contains(expected), "no '{expected}' in {human}");
    }
    assert!(!human.contains("as it is"), "{human}");
    let first = &json["messages"][0];
    assert_eq!(first["same"].as_array().unwrap().len(), 17);
    assert_eq!(first["sets_all_parameters"], true);
    assert_eq!(first["changes"][0]["collateral_type"], 1);
    assert_eq!(json["ramps"][0]["collateral_type"], 1);
}

#[test]
fn a_message_that_is_so_after_those_before_it_is_shown() {
    let mut place = Place::new();
    let bob = place.chain.address("bob").unwrap();
    let session = Session::new(&mut place.chain, None).unwrap();
    let guardian = || {
        vault(ExecuteMsg::SetGuardian {
            guardian: bob.clone(),
        })
    };
    let planned = read(vec![guardian(), guardian()], &session).unwrap();
    assert_eq!(told(&planned), ["vault guardian: guardian -> bob"]);
    assert!(planned[1].changes_nothing() && planned[1].is_shown_whole());
    assert!(!planned[0].is_shown_whole() && planned[0].same.is_empty());
}
