//! The one way out: what a command found, for people or as JSON, and what became of it as an exit
//! code.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use serde::Serialize;
use serde_json::{json, Value};

use crate::{
    error::{CliError, CliResult},
    text::{in_a_line, in_json, in_lines},
};

/// What a command answers.
#[derive(Debug)]
pub enum Output {
    /// The same answer twice: a text to read, and one JSON value.
    Answer {
        /// For people; lines, the last one without its end.
        human: String,
        /// For programs.
        json: Value,
    },
    /// The command has written its answer itself, line by line.
    Written,
}

impl Output {
    /// An answer from a text and anything that becomes JSON.
    pub fn new(human: impl Into<String>, json: &impl Serialize) -> CliResult<Self> {
        Ok(Self::Answer {
            human: human.into(),
            json: serde_json::to_value(json)?,
        })
    }

    /// Writes it; nothing in it, whoever wrote it on the chain, steers the terminal.
    fn print(&self, is_json: bool) -> CliResult<()> {
        let mut out = io::stdout().lock();
        match self {
            Self::Answer { json, .. } if is_json => {
                writeln!(out, "{}", in_json(&json.to_string()))?;
            }
            Self::Answer { human, .. } => writeln!(out, "{}", in_lines(human.trim_end()))?,
            Self::Written => {}
        }
        Ok(out.flush()?)
    }
}

/// Prints an answer or an error and says how the program ends. A reader who has left is no error.
pub fn conclude(result: CliResult<Output>, is_json: bool) -> ExitCode {
    match result.and_then(|output| output.print(is_json)) {
        Ok(()) | Err(CliError::PipeClosed) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error, is_json);
            ExitCode::FAILURE
        }
    }
}

fn complain(error: &CliError, is_json: bool) {
    let text = match error {
        // A line for each fault.
        CliError::Deployment(_) | CliError::BadReports { .. } => in_lines(&error.to_string()),
        _ => in_a_line(&error.to_string()),
    };
    let hint = error.hint();
    let mut out = io::stderr().lock();
    let written = if is_json {
        let json = json!({ "error": text, "hint": hint });
        writeln!(out, "{}", in_json(&json.to_string()))
    } else {
        let hint = hint
            .map(|hint| format!("\n hint: {}", in_a_line(&hint)))
            .unwrap_or_default();
        writeln!(out, "error: {text}{hint}")
    };
    // There is nobody left to tell if this cannot be written either.
    drop(written);
}
