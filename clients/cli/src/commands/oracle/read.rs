//! Files of signed reports: one, a list, or several of these one after another.

use std::{
    fs,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use ballast_types::oracle::SignedReport;
use serde_json::{Deserializer, Value};

use crate::error::{CliError, CliResult};

/// Most bytes that are read: many times as much as a message of reports has.
const MAX_BYTES: u64 = 1 << 20;

/// What the standard input is called.
const INPUT: &str = "standard input";

/// A signed report and where it stands.
pub struct Given {
    /// `feeder-1.json, report 2`.
    pub place: String,
    /// Of which nothing is verified.
    pub signed: SignedReport,
}

/// All reports of the files, or of the standard input if there are none.
pub fn all(files: &[PathBuf]) -> CliResult<Vec<Given>> {
    if files.is_empty() {
        let text = bounded(std::io::stdin(), INPUT).map_err(CliError::Input)?;
        return given(INPUT, &text);
    }
    let mut all = vec![];
    for file in files {
        all.extend(given(&file.display().to_string(), &text_of(file)?)?);
    }
    Ok(all)
}

/// Puts a report into a file's list, in place of what the same key said of the same feed before. How many
/// there are then. The file is replaced as a whole: who reads it finds the old list or the new one.
pub fn put(file: &Path, signed: &SignedReport) -> CliResult<usize> {
    let name = file.display().to_string();
    let mut reports = match fs::exists(file) {
        Ok(false) => vec![],
        _ => reports(&name, &text_of(file)?)?,
    };
    let is_same = |old: &SignedReport| {
        (&old.public_key, &old.report.feed) == (&signed.public_key, &signed.report.feed)
    };
    reports.retain(|old| !is_same(old));
    reports.push(signed.clone());
    let lines: Result<Vec<_>, _> = reports.iter().map(serde_json::to_string).collect();
    let text = format!("[\n{}\n]\n", lines?.join(",\n"));
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, file));
    written.map_err(|error| CliError::file(file, error))?;
    Ok(reports.len())
}

fn text_of(file: &Path) -> CliResult<String> {
    let opened = fs::File::open(file).map_err(|error| CliError::file(file, error))?;
    let name = file.display().to_string();
    bounded(opened, &name).map_err(|error| CliError::file(file, error))
}

fn bounded(from: impl Read, name: &str) -> std::io::Result<String> {
    let mut text = String::new();
    let length = from.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    if length as u64 > MAX_BYTES {
        let text = format!("{name} has more than {MAX_BYTES} bytes");
        return Err(std::io::Error::new(ErrorKind::InvalidData, text));
    }
    Ok(text)
}

fn given(name: &str, text: &str) -> CliResult<Vec<Given>> {
    let reports = reports(name, text)?.into_iter().zip(1..);
    let given = reports.map(|(signed, number)| Given {
        place: format!("{name}, report {number}"),
        signed,
    });
    Ok(given.collect())
}

fn reports(name: &str, text: &str) -> CliResult<Vec<SignedReport>> {
    let no_reports = |reason: String| CliError::NoReports {
        place: name.to_owned(),
        reason,
    };
    let mut reports: Vec<SignedReport> = vec![];
    for document in Deserializer::from_str(text).into_iter::<Value>() {
        // By its form, so that an error names the field that is wrong.
        let read = document.and_then(|value| match value {
            Value::Array(_) => serde_json::from_value(value),
            one => serde_json::from_value(one).map(|report| vec![report]),
        });
        reports.extend(read.map_err(|error| no_reports(error.to_string()))?);
    }
    if reports.is_empty() {
        return Err(no_reports("it is empty".to_owned()));
    }
    Ok(reports)
}
