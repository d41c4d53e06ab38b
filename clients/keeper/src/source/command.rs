//! A program that prints a price.

use std::process::Stdio;

use tokio::{io::AsyncReadExt, process::Command};

use super::{reading, unreadable, within, SourceError};
use crate::{config::CommandSource, strategy::Quote};

/// The last line of its output. The program is ended if it takes too long or says too much; what it writes
/// as errors goes to the keeper's own error output.
pub(super) async fn run(source: &CommandSource, now: u64) -> Result<Quote, SourceError> {
    let from = &source.program;
    let text = within(source.timeout_seconds, from, output(source)).await?;
    let last = text.lines().map(str::trim).rfind(|line| !line.is_empty());
    let last = last.ok_or_else(|| reading::malformed(from, "", "price in USD"))?;
    reading::line_or_price(from, last, (source.time_unit, now))
}

async fn output(source: &CommandSource) -> Result<String, SourceError> {
    let from = &source.program;
    let mut child = Command::new(&source.program)
        .args(&source.arguments)
        .env_remove(crate::config::KEY_VARIABLE)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| unreadable(from, error))?;
    let mut text = String::new();
    if let Some(stdout) = child.stdout.take() {
        let mut part = stdout.take(source.maximum_bytes.saturating_add(1));
        let read = part.read_to_string(&mut text).await;
        let length = read.map_err(|error| unreadable(from, error))?;
        if u64::try_from(length).unwrap_or(u64::MAX) > source.maximum_bytes {
            return Err(SourceError::TooLong {
                from: from.clone(),
                most: source.maximum_bytes,
            });
        }
    }
    let status = child
        .wait()
        .await
        .map_err(|error| unreadable(from, error))?;
    if !status.success() {
        return Err(unreadable(from, status));
    }
    Ok(text)
}
