//! A program that prints a price.

use std::process::Stdio;

use rustix::process::{kill_process_group, Pid, Signal};
use tokio::{
    io::AsyncReadExt,
    process::{Child, Command},
};

use super::{reading, unreadable, within, SourceError};
use crate::{config::CommandSource, strategy::Quote};

/// The last line of its output. The program is ended, with all that it started, if it takes too long or says
/// too much; what it writes as errors goes to the keeper's own error output.
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
        .process_group(0)
        .spawn()
        .map_err(|error| unreadable(from, error))?;
    // Dropped before `child` is: as long as that is not waited for, no other process gets its id.
    let mut group = Group::of(&child);
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
    group.0 = None;
    if !status.success() {
        return Err(unreadable(from, status));
    }
    Ok(text)
}

/// A program and all that it started, which end with this.
struct Group(Option<Pid>);

impl Group {
    fn of(child: &Child) -> Self {
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Self(id.and_then(Pid::from_raw))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let Some(id) = self.0 else { return };
        if let Err(error) = kill_process_group(id, Signal::KILL) {
            tracing::debug!(%error, "a command has ended by itself");
        }
    }
}
