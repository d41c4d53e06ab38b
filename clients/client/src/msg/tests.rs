//! What is sent as the chain takes it.

use cosmrs::proto::{
    cosmos::gov::v1::MsgSubmitProposal as Submitted, cosmwasm::wasm::v1::MsgPinCodes,
    prost::Message,
};
use cosmwasm_std::coin;

use super::*;

const GOV: &str = "wasm10d07y265gmmuvt4z0w9aw880jnsr700js7zslc";
const ALICE: &str = "wasm1n5x8e504je3m8ys800m6m2v3z4guhxeqvdr3ag";

#[test]
fn the_account_of_governance_is_the_one_that_chains_use() {
    assert_eq!(gov_address("wasm").unwrap(), GOV);
    assert!(gov_address("").is_err());
}

#[test]
fn the_messages_of_a_proposal_are_sent_by_governance() {
    let proposal = Proposal {
        title: "t".to_owned(),
        summary: "s".to_owned(),
        metadata: String::new(),
        messages: vec![Msg::PinCodes {
            code_ids: vec![3, 4],
        }],
        deposit: vec![coin(7, "stake")],
        is_expedited: true,
    };
    let any = Msg::SubmitProposal(proposal).to_any(ALICE).unwrap();
    let sent = Submitted::decode(any.value.as_slice()).unwrap();
    assert!(sent.expedited);
    let inner = sent.messages.first().unwrap();
    assert_eq!(inner.type_url, "/cosmwasm.wasm.v1.MsgPinCodes");
    let pinned = MsgPinCodes::decode(inner.value.as_slice()).unwrap();
    assert_eq!(
        (pinned.authority.as_str(), pinned.code_ids),
        (GOV, vec![3, 4])
    );
}

#[test]
fn coins_go_in_order_and_none_of_zero() {
    let sent = proto(&[coin(2, "stake"), coin(0, "b"), coin(1, "aeth")]);
    let denoms: Vec<_> = sent.iter().map(|coin| coin.denom.as_str()).collect();
    assert_eq!(denoms, ["aeth", "stake"]);
}

#[test]
fn an_address_is_one_of_this_chain_in_small_letters() {
    assert!(is_address(GOV, "wasm"));
    let contract = predict_address(&"ab".repeat(32), GOV, b"salt").unwrap();
    assert!(is_address(&contract, "wasm"));
    for other in [
        "",
        "gov",
        ALICE.trim_end_matches('g'),
        &GOV.to_uppercase(),
        &GOV.replace("wasm1", "osmo1"),
    ] {
        assert!(!is_address(other, "wasm"), "{other}");
    }
    assert!(!is_address(GOV, "osmo"));
}

#[test]
fn predicted_addresses_depend_on_code_creator_and_salt() {
    let of = |checksum: &str, creator: &str, salt: &[u8]| {
        predict_address(checksum, creator, salt).unwrap()
    };
    let one = of(&"ab".repeat(32), GOV, b"salt");
    assert_eq!(one, of(&"ab".repeat(32), GOV, b"salt"));
    assert_ne!(one, of(&"ac".repeat(32), GOV, b"salt"));
    assert_ne!(one, of(&"ab".repeat(32), GOV, b"pepper"));
    assert!(predict_address("xy", GOV, b"salt").is_err());
    assert!(predict_address(&"ab".repeat(32), "alice", b"salt").is_err());
    assert!(predict_address(&"ab".repeat(32), GOV, b"").is_err());
}
