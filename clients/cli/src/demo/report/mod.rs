//! The report: one HTML page that needs nothing beside it.

mod figures;
mod hours;
mod page;
mod plane;
mod sections;
mod svg;

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{record::Record, summary::Summary};
use crate::error::{CliError, CliResult};

/// The page's name in the report's folder.
const PAGE: &str = "index.html";

/// Writes the page into a folder, which is created if need be.
pub fn write(folder: &Path, summary: &Summary, record: &Record) -> CliResult<PathBuf> {
    let text = page::render(summary, record)?;
    fs::create_dir_all(folder).map_err(|error| CliError::file(folder, error))?;
    let file = folder.join(PAGE);
    fs::write(&file, text).map_err(|error| CliError::file(&file, error))?;
    Ok(file)
}
