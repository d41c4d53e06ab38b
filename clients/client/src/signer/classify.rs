//! From a chain's words to what they mean.

use crate::Error;

/// What the chain puts in front of a contract's own words; more than one may stand there.
const BEFORE: [&str; 4] = [
    "dispatch: ",
    "submessages: ",
    "reply: ",
    "Error calling the VM: ",
];

/// What the chain adds after them; more than one may stand there.
const AFTER: [&str; 13] = [
    ": execute wasm contract failed",
    ": instantiate wasm contract failed",
    ": migrate wasm contract failed",
    ": query wasm contract failed",
    ": reply wasm contract failed",
    ": create wasm contract failed",
    ": sudo wasm contract failed",
    ": unknown request",
    ": invalid request",
    ": unauthorized",
    ": duplicate",
    ": key not found",
    ": invalid",
];

/// The meaning of a refusal: the module that names the code, the code, and what was said.
pub(crate) fn classify(codespace: &str, code: u32, text: &str) -> Error {
    by_words(text).unwrap_or_else(|| {
        let cleaned = clean(text);
        match codespace {
            "wasm" | "gov" => Error::Refused { text: cleaned },
            _ if is_of_message(text) => Error::Refused { text: cleaned },
            _ => Error::Rejected {
                codespace: codespace.to_owned(),
                code,
                text: cleaned,
            },
        }
    })
}

/// Whether it was a message that failed, and not the transaction around it.
fn is_of_message(text: &str) -> bool {
    text.contains(" wasm contract failed")
        || text.contains("failed to execute message; message index: ")
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

/// A contract's own words out of what the chain makes of them, in one line.
pub(crate) fn clean(text: &str) -> String {
    let line = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let mut own = line.as_str();
    while let Some(rest) = unwrapped(own) {
        own = rest;
    }
    own = without_place(own);
    while let Some(rest) = AFTER.iter().find_map(|mark| own.strip_suffix(mark)) {
        own = rest;
    }
    own.to_owned()
}

/// The text without one wrapper in front.
fn unwrapped(text: &str) -> Option<&str> {
    if text.starts_with("rpc error: code = ") {
        return after(text, " desc = ");
    }
    if let Some(rest) = text.strip_prefix("failed to execute message; message index: ") {
        return after(rest, ": ");
    }
    BEFORE.iter().find_map(|mark| text.strip_prefix(mark))
}

/// A simulation adds where in the chain's source it failed, as ` [.../errors.go:161] with gas used: ...`.
fn without_place(text: &str) -> &str {
    let place = text.find(".go:").and_then(|go| text.get(..go)?.rfind(" ["));
    place.and_then(|place| text.get(..place)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
