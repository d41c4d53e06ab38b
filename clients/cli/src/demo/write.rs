//! The run as a replay file.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use ballast_devchain::{Devchain, Operation};
use serde_json::Value;

use crate::error::{CliError, CliResult};

/// Writes deployment and operations, with names for addresses: whoever reads the file needs to know
/// nothing of how this chain makes addresses.
pub fn history(chain: &Devchain, file: &Path) -> CliResult<()> {
    let failed = |error| CliError::file(file, error);
    let mut out = BufWriter::new(File::create(file).map_err(failed)?);
    writeln!(out, "{}", serde_json::to_string(chain.deployment())?).map_err(failed)?;
    for operation in chain.recorded() {
        let line = serde_json::to_string(&readable(chain, operation))?;
        writeln!(out, "{line}").map_err(failed)?;
    }
    out.flush().map_err(failed)
}

fn readable(chain: &Devchain, operation: &Operation) -> Operation {
    let mut operation = operation.clone();
    for call in &mut operation.calls {
        name_addresses(chain, &mut call.msg);
    }
    operation
}

/// A text that is an address becomes `@name`.
fn name_addresses(chain: &Devchain, value: &mut Value) {
    match value {
        Value::String(text) => {
            let name = chain.names().name_of(text);
            if name != text {
                *text = format!("@{name}");
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| name_addresses(chain, item)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|field| name_addresses(chain, field)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
