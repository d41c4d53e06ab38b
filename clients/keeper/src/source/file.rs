//! A file with a line for each price.

use std::path::Path;

use tokio::io::AsyncReadExt;

use super::{reading, unreadable, SourceError};
use crate::{config::FileSource, strategy::Quote};

/// The newest line whose time has come. A first line that is a heading, empty lines and lines that begin
/// with # are passed over, as is a last line without an end: somebody may be writing it.
pub(super) async fn read(source: &FileSource, now: u64) -> Result<Quote, SourceError> {
    let from = source.path.display().to_string();
    let text = contents(&source.path, source.maximum_bytes).await?;
    let mut newest: Option<Quote> = None;
    for (number, line) in complete_lines(&text).enumerate() {
        let is_heading = number == 0 && line.starts_with(|c: char| c.is_ascii_alphabetic());
        if line.is_empty() || line.starts_with('#') || is_heading {
            continue;
        }
        let place = format!("{from}, line {}", number + 1);
        let quote = reading::line(&place, line, source.time_unit)?;
        let is_newer = newest.is_none_or(|newest| newest.time <= quote.time);
        if quote.time <= now && is_newer {
            newest = Some(quote);
        }
    }
    newest.ok_or(SourceError::Nothing { from, now })
}

/// A file's text, if it is not longer than so many bytes.
pub(super) async fn contents(path: &Path, most: u64) -> Result<String, SourceError> {
    let from = path.display().to_string();
    let file = tokio::fs::File::open(path).await;
    let file = file.map_err(|error| unreadable(&from, error))?;
    let mut text = String::new();
    let mut part = file.take(most.saturating_add(1));
    let length = part.read_to_string(&mut text).await;
    let length = length.map_err(|error| unreadable(&from, error))?;
    if u64::try_from(length).unwrap_or(u64::MAX) > most {
        return Err(SourceError::TooLong { from, most });
    }
    Ok(text)
}

fn complete_lines(text: &str) -> impl Iterator<Item = &str> {
    let end = text.rfind('\n').unwrap_or(0);
    text.get(..end).unwrap_or_default().lines().map(str::trim)
}
