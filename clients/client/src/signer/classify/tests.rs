//! Texts of wasmd v0.61.14, as it gives them in simulations, in its list of waiting transactions and in
//! blocks.

use super::*;

const SIMULATED: &str = "rpc error: code = Unknown desc = failed to execute message; message index: 0: \
     there is no collateral type 9: execute wasm contract failed \
     [!cosm!wasm/wasmd@v0.61.14/x/wasm/keeper/keeper.go:452] with gas used: '56608': unknown request";
const INCLUDED: &str =
    "failed to execute message; message index: 1: there is no collateral type 9: \
     execute wasm contract failed";

fn refused(text: &str) -> Error {
    Error::Refused {
        text: text.to_owned(),
    }
}

#[test]
fn a_contracts_words_are_the_same_in_a_simulation_and_in_a_block() {
    let expected = refused("there is no collateral type 9");
    assert_eq!(classify("sdk", 6, SIMULATED), expected);
    assert_eq!(classify("wasm", 5, INCLUDED), expected);
}

#[test]
fn a_contracts_own_colons_and_words_stay() {
    let text = "failed to execute message; message index: 0: no buyer has room for collateral type 1: send \
                stablecoin to buy: execute wasm contract failed";
    let expected = refused("no buyer has room for collateral type 1: send stablecoin to buy");
    assert_eq!(classify("wasm", 5, text), expected);
    let nested =
        "failed to execute message; message index: 0: dispatch: submessages: 99: unauthorized in \
                  general: reply wasm contract failed: execute wasm contract failed";
    assert_eq!(
        classify("wasm", 5, nested),
        refused("99: unauthorized in general")
    );
}

#[test]
fn a_question_that_a_contract_refuses_is_cleaned_too() {
    let text = "there is no position 4294967303: query wasm contract failed: unknown request";
    assert_eq!(
        classify("sdk", 6, text),
        refused("there is no position 4294967303")
    );
}

#[test]
fn a_modules_refusal_of_a_message_is_a_refusal() {
    for (codespace, code, text, own) in [
        (
            "gov",
            3,
            "failed to execute message; message index: 0: 99: inactive proposal",
            "99: inactive proposal",
        ),
        (
            "sdk",
            6,
            "rpc error: code = Unknown desc = failed to execute message; message index: 0: 99: inactive proposal \
             [cosmos/cosmos-sdk@v0.53.6/x/gov/keeper/vote.go:24] with gas used: '49356': unknown request",
            "99: inactive proposal",
        ),
        ("sdk", 4, "failed to execute message; message index: 0: can not migrate: unauthorized", "can not migrate"),
        ("wasm", 28, "failed to execute message; message index: 0: code id 99: no such code", "code id 99: no such code"),
        (
            "sdk",
            6,
            "rpc error: code = Unknown desc = failed to execute message; message index: 0: contract address already \
             exists, try a different combination of creator, checksum and salt: duplicate \
             [/go/pkg/mod/cosmossdk.io/errors@v1.1.0/errors.go:161] with gas used: '113039': unknown request",
            "contract address already exists, try a different combination of creator, checksum and salt",
        ),
    ] {
        assert_eq!(classify(codespace, code, text), refused(own));
    }
}

#[test]
fn the_transactions_own_faults_have_their_numbers() {
    let sequence = "account sequence mismatch, expected 23, got 22: incorrect account sequence";
    let expected = Error::Sequence {
        expected: 23,
        given: 22,
    };
    assert_eq!(classify("sdk", 32, sequence), expected);
    let simulated = "rpc error: code = Unknown desc = account sequence mismatch, expected 23, got 22: incorrect \
                     account sequence [cosmos/cosmos-sdk@v0.53.6/x/auth/ante/sigverify.go:378] with gas used: \
                     '35369': unknown request";
    assert_eq!(classify("sdk", 6, simulated), expected);
    let gas = "out of gas in location: WriteFlat; gasWanted: 60000, gasUsed: 61843: out of gas";
    let expected = Error::OutOfGas {
        wanted: 60_000,
        used: 61_843,
    };
    assert_eq!(classify("sdk", 11, gas), expected);
}

#[test]
fn money_that_is_not_there_is_told_with_both_sides() {
    for (given, told) in [("89stake", "89stake"), ("", "nothing")] {
        let fee = format!("insufficient fees; got: {given} required: 2224stake: insufficient fee");
        let expected = Error::InsufficientFee {
            given: told.to_owned(),
            needed: "2224stake".to_owned(),
        };
        assert_eq!(classify("sdk", 13, &fee), expected);
    }
    let funds = "failed to execute message; message index: 0: spendable balance 7aeth is smaller than 9aeth: \
                 insufficient funds";
    let expected = Error::InsufficientFunds {
        available: "7aeth".to_owned(),
        needed: "9aeth".to_owned(),
    };
    assert_eq!(classify("sdk", 5, funds), expected);
}

#[test]
fn a_full_node_is_busy_and_anything_else_is_told_with_its_code() {
    let full = "mempool is full: number of txs 5000 (max: 5000), total txs bytes 1 (max: 2)";
    assert!(classify("rpc", 1, full).is_transient());
    let other = classify(
        "sdk",
        26,
        "cannot query with height in the future: invalid height",
    );
    let expected =
        "the chain refused: cannot query with height in the future: invalid height (sdk 26)";
    assert_eq!(other.to_string(), expected);
    assert!(!other.is_transient());
}

#[test]
fn a_text_of_several_lines_becomes_one() {
    assert_eq!(clean("one\n  two: unknown request"), "one two");
}
