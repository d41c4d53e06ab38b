//! From a chain's words to what they mean.

use crate::Error;

/// Wrappers around a contract's own words.
const BEFORE: [&str; 6] = [
    "rpc error: code = ",
    "failed to execute message; message index: ",
    "dispatch: submessages: ",
    "message index: ",
    "Error calling the VM: ",
    "submessages: ",
];

/// What the chain adds after them.
const AFTER: [&str; 9] = [
    ": execute wasm contract failed",
    ": instantiate wasm contract failed",
    ": migrate wasm contract failed",
    ": query wasm contract failed",
    ": reply wasm contract failed",
    ": invalid request",
    ": unknown request",
    ": create wasm contract failed",
    ": insufficient funds",
];

/// The meaning of a refusal: the module that names the code, the code, and what was said.
pub(crate) fn classify(codespace: &str, code: u32, text: &str) -> Error {
    by_words(text).unwrap_or_else(|| {
        let cleaned = clean(text);
        match codespace {
            "wasm" | "gov" => Error::Refused { text: cleaned },
            _ if is_of_contract(text) => Error::Refused { text: cleaned },
            _ => Error::Rejected {
                codespace: codespace.to_owned(),
                code,
                text: cleaned,
            },
        }
    })
}

fn is_of_contract(text: &str) -> bool {
    text.contains(" wasm contract failed")
}

/// Refusals that every chain of the SDK words alike.
fn by_words(text: &str) -> Option<Error> {
    let number = |text: &str| text.trim().parse().ok();
    if let Some(rest) = after(text, "account sequence mismatch, expected ") {
        let (expected, rest) = rest.split_once(", got ")?;
        return Some(Error::Sequence {
            expected: number(expected)?,
            given: number(rest.split(':').next()?)?,
        });
    }
    if let Some(rest) = after(text, "insufficient fees; got: ") {
        let (given, rest) = rest.split_once(" required: ")?;
        return Some(Error::InsufficientFee {
            given: or_nothing(given),
            needed: rest.split(':').next()?.trim().to_owned(),
        });
    }
    if let Some(rest) = after(text, "spendable balance ") {
        let (available, rest) = rest.split_once(" is smaller than ")?;
        return Some(Error::InsufficientFunds {
            available: or_nothing(available),
            needed: rest.split(':').next()?.trim().to_owned(),
        });
    }
    if let Some(rest) = after(text, "gasWanted: ") {
        let (wanted, rest) = rest.split_once(", gasUsed: ")?;
        return Some(Error::OutOfGas {
            wanted: number(wanted)?,
            used: number(rest.split(':').next()?)?,
        });
    }
    if text.contains("mempool is full") {
        return Some(Error::Busy {
            text: text.to_owned(),
        });
    }
    None
}

fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.split_once(mark).map(|(_, rest)| rest)
}

fn or_nothing(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { "nothing" } else { text }.to_owned()
}

/// A contract's own words out of what the chain makes of them.
pub(crate) fn clean(text: &str) -> String {
    let mut text = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    for mark in BEFORE {
        if let Some(rest) = text.strip_prefix(mark) {
            text = rest.to_owned();
            if mark.ends_with("= ") {
                text = after(&text, "desc = ").unwrap_or(&text).to_owned();
            } else if mark.ends_with("index: ") {
                text = after(&text, ": ").unwrap_or(&text).to_owned();
            }
        }
    }
    if let Some((own, _)) = text.split_once(" [CosmWasm/") {
        text = own.to_owned();
    }
    for mark in AFTER {
        if let Some((own, _)) = text.split_once(mark) {
            text = own.to_owned();
        }
    }
    text
}
