//! What a real chain has taken in: shown with what a command did, and with what it did not do.

use serde_json::{json, Value};

use crate::{
    amount::thousands,
    chain::Receipt,
    error::{CliError, CliResult},
    output::Output,
    session::Session,
};

/// A transaction in a line.
pub fn line(receipt: &Receipt) -> String {
    let gas = |gas: u64| thousands(&gas.to_string());
    format!(
        "transaction {} in block {}, gas {} of {}",
        receipt.hash,
        receipt.height,
        gas(receipt.gas_used),
        gas(receipt.gas_wanted)
    )
}

/// What a command did, with the transactions that it took.
pub fn done(session: &Session, human: &str, mut json: Value) -> CliResult<Output> {
    let human = told(session.chain.sent(), human);
    add(session.chain.sent(), &mut json);
    Output::new(human, &json)
}

/// A text with transactions under it.
pub fn told(receipts: &[Receipt], human: &str) -> String {
    let lines: Vec<_> = receipts.iter().map(line).collect();
    if lines.is_empty() {
        return human.to_owned();
    }
    format!("{human}\n\n{}", lines.join("\n"))
}

/// Transactions in a JSON object, if there are any.
pub fn add(receipts: &[Receipt], json: &mut Value) {
    if let (Value::Object(fields), false) = (json, receipts.is_empty()) {
        fields.insert("transactions".to_owned(), json!(receipts));
    }
}

/// An error, with what had been done before it.
pub fn failed(receipts: &[Receipt], error: CliError) -> CliError {
    if receipts.is_empty() {
        return error;
    }
    let lines: Vec<_> = receipts.iter().map(line).collect();
    CliError::After {
        done: lines.join("; "),
        error: Box::new(error),
    }
}
