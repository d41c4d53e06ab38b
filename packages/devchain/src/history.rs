//! Histories as text: the deployment in the first line, an operation in each line after it. This is
//! the replay format.

use std::fmt::Write;

use crate::{deployment::Deployment, operation::Operation};

/// A line that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// There is not even a first line.
    #[error("line 1: a deployment is expected, the text is empty")]
    Empty,
    /// The first line is no deployment.
    #[error("line 1: no deployment: {error}")]
    Deployment {
        /// Why.
        error: serde_json::Error,
    },
    /// A line is no operation.
    #[error("line {line}: no operation: {error}")]
    Operation {
        /// Its number, from 1.
        line: usize,
        /// Why.
        error: serde_json::Error,
    },
}

/// The text of a history. JSON never fails for these types; a line that did would be missing.
pub fn to_text(deployment: &Deployment, operations: &[Operation]) -> String {
    let mut text = String::new();
    let mut line = |json: serde_json::Result<String>| {
        if let Ok(json) = json {
            let _ = writeln!(text, "{json}");
        }
    };
    line(serde_json::to_string(deployment));
    for operation in operations {
        line(serde_json::to_string(operation));
    }
    text
}

/// Reads the first line.
pub fn read_deployment(line: &str) -> Result<Deployment, HistoryError> {
    if line.trim().is_empty() {
        return Err(HistoryError::Empty);
    }
    serde_json::from_str(line).map_err(|error| HistoryError::Deployment { error })
}

/// Reads one of the other lines; an empty one is `None`.
pub fn read_operation(number: usize, line: &str) -> Result<Option<Operation>, HistoryError> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let read = serde_json::from_str(line);
    read.map(Some).map_err(|error| HistoryError::Operation {
        line: number,
        error,
    })
}

/// Reads a whole history.
pub fn from_text(text: &str) -> Result<(Deployment, Vec<Operation>), HistoryError> {
    let mut lines = text.lines();
    let deployment = read_deployment(lines.next().unwrap_or_default())?;
    let operations = lines
        .enumerate()
        .filter_map(|(i, line)| read_operation(i + 2, line).transpose());
    Ok((deployment, operations.collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Call;

    #[test]
    fn a_history_survives_its_text() {
        let calls = vec![Call::new("vault", &serde_json::json!({ "x": {} }), &[]).unwrap()];
        let operation = Operation {
            time: 5,
            sender: "alice".to_owned(),
            calls,
        };
        let deployment = Deployment::standard();
        let text = to_text(&deployment, &[operation.clone(), operation.clone()]);
        assert_eq!(text.lines().count(), 3);
        let (read, operations) = from_text(&text).unwrap();
        assert_eq!(
            (read, operations),
            (deployment, vec![operation.clone(), operation])
        );
    }

    #[test]
    fn a_half_written_line_is_named() {
        assert!(matches!(from_text(""), Err(HistoryError::Empty)));
        assert!(matches!(
            from_text("{}"),
            Err(HistoryError::Deployment { .. })
        ));
        let text = to_text(&Deployment::standard(), &[]) + "\n{\"time\":12,\"sen";
        let error = from_text(&text).unwrap_err().to_string();
        assert!(error.starts_with("line 3: no operation"), "{error}");
    }
}
