//! Operations with names for addresses, so that they can be done again on another chain.

use ballast_devchain::{Call, Names, Operation};
use serde_json::Value;

/// The operation with `@name` for every address of somebody known.
pub fn operation(operation: &Operation, names: &Names) -> Operation {
    let calls = operation.calls.iter().map(|call| Call {
        msg: value(&call.msg, names),
        ..call.clone()
    });
    Operation {
        calls: calls.collect(),
        ..operation.clone()
    }
}

fn value(given: &Value, names: &Names) -> Value {
    match given {
        Value::String(text) => Value::String(match names.name_of(text) {
            name if name == text => text.clone(),
            name => format!("@{name}"),
        }),
        Value::Array(items) => items.iter().map(|item| value(item, names)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter();
            fields.map(|(k, v)| (k.clone(), value(v, names))).collect()
        }
        other => other.clone(),
    }
}
