//! Messages that are shown as they are.

use ballast_types::vault::ExecuteMsg;

use super::Place;
use crate::{
    commands::draft::changes,
    gov::{read, Message},
    session::Session,
};

fn shown(messages: Vec<Message>) -> (String, serde_json::Value) {
    let mut place = Place::new();
    let session = Session::new(&mut place.chain, None).unwrap();
    changes(&session, &read(messages, &session).unwrap())
}

fn other(text: &str) -> Message {
    Message::Other("somebody".to_owned(), text.to_owned())
}

#[test]
fn a_message_that_is_only_shown_is_shown_whole() {
    let text = "x".repeat(5_000);
    let (human, json) = shown(vec![other(&text)]);
    assert_eq!(human, format!("message 1, somebody, as it is:\n {text}"));
    assert_eq!(json["messages"][0]["text"], text);
}

#[test]
fn blanks_push_nothing_out_of_sight() {
    let (blanks, long) = (" ".repeat(200_000), "y".repeat(9_000));
    let guardian = |guardian: &str| {
        Message::Vault(Box::new(ExecuteMsg::SetGuardian {
            guardian: guardian.to_owned(),
        }))
    };
    let texts = [
        format!(r#"{{"a":1}}{blanks}"#),
        format!(r#"{{"a  b":{blanks}1}}"#),
    ];
    let messages = vec![
        other(&texts[0]),
        guardian("b"),
        guardian(&long),
        other(&texts[1]),
    ];
    let (human, json) = shown(messages);
    let (table, rest) = human.split_once("\n\n").unwrap();
    assert!(table.lines().all(|line| line.len() < 250), "{table}");
    assert!(table.contains("guardian"), "{table}");
    assert!(table.contains("... (9,000 signs)"), "{table}");
    for expected in [
        "message 1, somebody, as it is, 200007 signs, of which 199999 blanks that mean nothing are left \
         out:\n {\"a\":1}",
        "message 4, somebody, as it is, 200010 signs, of which 199999 blanks that mean nothing are left \
         out:\n {\"a  b\": 1}",
        &format!("message 3, vault, as it is:\n {{\"set_guardian\":{{\"guardian\":\"{long}\"}}}}"),
    ] {
        assert!(rest.contains(expected), "no '{expected}' in {rest}");
    }
    assert!(!rest.contains("message 2, vault, as it is"), "{rest}");
    let reasons = rest
        .lines()
        .filter(|line| line.contains("would be refused now"));
    assert!(reasons.clone().count() == 2 && reasons.clone().all(|line| line.len() < 500));
    assert_eq!(json["messages"][0]["text"], texts[0]);
}
