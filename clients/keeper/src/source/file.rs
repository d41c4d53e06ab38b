//! A file with a line for each price.

use std::{
    fs::{FileType, Metadata},
    os::unix::fs::FileTypeExt,
    path::Path,
};

use rustix::fs::OFlags;
use tokio::{
    fs::{File, OpenOptions},
    io::AsyncReadExt,
};

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

/// A file's text, if it is not longer than so many bytes. Refuses what is no regular file.
pub(super) async fn contents(path: &Path, most: u64) -> Result<String, SourceError> {
    let from = path.display().to_string();
    let mut text = String::new();
    let mut part = open(path, &from).await?.take(most.saturating_add(1));
    let length = part.read_to_string(&mut text).await;
    let length = length.map_err(|error| unreadable(&from, error))?;
    if u64::try_from(length).unwrap_or(u64::MAX) > most {
        return Err(SourceError::TooLong { from, most });
    }
    Ok(text)
}

/// Opens a regular file, or a link to one. A named pipe would be waited for without end, a device may do something
/// when it is opened: so it is looked at before; and again when it is open, which is not waited for, since
/// something else may have come into its place.
async fn open(path: &Path, from: &str) -> Result<File, SourceError> {
    let failed = |error| unreadable(from, error);
    let before = tokio::fs::metadata(path).await.map_err(failed)?;
    ensure_regular(&before, from)?;
    let unwaited = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
    let mut options = OpenOptions::new();
    let opened = options.read(true).custom_flags(unwaited).open(path).await;
    let file = opened.map_err(failed)?;
    ensure_regular(&file.metadata().await.map_err(failed)?, from)?;
    Ok(file)
}

fn ensure_regular(metadata: &Metadata, from: &str) -> Result<(), SourceError> {
    if metadata.is_file() {
        return Ok(());
    }
    Err(SourceError::NoRegularFile {
        from: from.to_owned(),
        found: kind(metadata.file_type()),
    })
}

fn kind(found: FileType) -> &'static str {
    if found.is_dir() {
        "folder"
    } else if found.is_fifo() {
        "named pipe"
    } else if found.is_socket() {
        "socket"
    } else {
        "device"
    }
}

fn complete_lines(text: &str) -> impl Iterator<Item = &str> {
    let end = text.rfind('\n').unwrap_or(0);
    text.get(..end).unwrap_or_default().lines().map(str::trim)
}
