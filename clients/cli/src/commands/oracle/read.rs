//! Files of signed reports: one, a list, or several of these one after another.

use std::{
    fs,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use ballast_types::oracle::SignedReport;
use cosmwasm_std::Decimal;
use serde_json::{Deserializer, Value};

use crate::{
    error::{CliError, CliResult},
    text,
};

/// Most bytes that are read: many times as much as a message of reports has.
const MAX_BYTES: u64 = 1 << 20;

/// What the standard input is called, and how it is named among files.
const INPUT: &str = "standard input";
const DASH: &str = "-";

/// A signed report and where it stands.
pub struct Given {
    /// `feeder-1.json, report 2`.
    pub place: String,
    /// Of which nothing is verified.
    pub signed: SignedReport,
}

/// All reports of the files, or of the standard input if there are none. Refused: one that is none, each by its
/// number.
pub fn all(files: &[PathBuf]) -> CliResult<Vec<Given>> {
    let input = [PathBuf::from(DASH)];
    let files = if files.is_empty() { &input } else { files };
    let (mut all, mut bad) = (vec![], vec![]);
    for file in files {
        let (name, text) = if file.as_os_str() == DASH {
            let text = bounded(std::io::stdin(), INPUT).map_err(CliError::Input)?;
            (INPUT.to_owned(), text)
        } else {
            (file.display().to_string(), text_of(file)?)
        };
        for (report, number) in reports(&name, &text)?.into_iter().zip(1..) {
            let place = format!("{name}, report {number}");
            match report {
                Ok(signed) => all.push(Given { place, signed }),
                Err(reason) => bad.push(format!("{place}: {reason}")),
            }
        }
    }
    if bad.is_empty() {
        return Ok(all);
    }
    let (of, hint) = (all.len() + bad.len(), None);
    Err(CliError::BadReports { bad, of, hint })
}

/// Puts a report into a file's list, in place of what the same key said of the same feed before. How many
/// there are then. The file is replaced as a whole: who reads it finds the old list or the new one.
pub fn put(file: &Path, signed: &SignedReport) -> CliResult<usize> {
    let mut reports = if matches!(fs::exists(file), Ok(false)) {
        vec![]
    } else {
        all_good(file)?
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

/// The reports of a file in which nothing else stands.
fn all_good(file: &Path) -> CliResult<Vec<SignedReport>> {
    let name = file.display().to_string();
    let read = reports(&name, &text_of(file)?)?.into_iter().zip(1..);
    let good = read.map(|(report, number)| {
        report.map_err(|reason| CliError::NoReports {
            place: format!("{name}, report {number},"),
            reason,
        })
    });
    good.collect()
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

/// The reports of a text, or why one is none. Refused: a text that is no JSON, and one of no reports.
fn reports(name: &str, text: &str) -> CliResult<Vec<Result<SignedReport, String>>> {
    let no_reports = |reason: String| CliError::NoReports {
        place: name.to_owned(),
        reason,
    };
    let mut reports = vec![];
    for document in Deserializer::from_str(text).into_iter::<Value>() {
        match document.map_err(|error| no_reports(error.to_string()))? {
            Value::Array(list) => reports.extend(list.into_iter().map(report)),
            one => reports.push(report(one)),
        }
    }
    if reports.is_empty() {
        return Err(no_reports("it is empty".to_owned()));
    }
    Ok(reports)
}

/// A signed report by its form, or what is wrong with it.
fn report(value: Value) -> Result<SignedReport, String> {
    if !value.is_object() {
        return Err(bounded_line(&format!(
            "{value} is none: an object of report, public_key and signature is"
        )));
    }
    let number = NUMBERS.iter().find_map(|(what, pointer)| {
        let found = value.pointer(pointer).filter(|found| !found.is_null())?;
        let text = found.as_str().unwrap_or_default();
        let refused = format!("{found} is no {what}: a decimal number in quotes is, as \"1950.5\"");
        text.parse::<Decimal>().is_err().then_some(refused)
    });
    match number {
        Some(reason) => Err(bounded_line(&reason)),
        None => serde_json::from_value(value).map_err(|error| bounded_line(&error.to_string())),
    }
}

/// Where a report has decimal numbers.
const NUMBERS: [(&str, &str); 2] = [
    ("price", "/report/price"),
    ("implied volatility", "/report/implied_volatility"),
];

/// Most signs of a reason: it quotes what is wrong, which can be as long as the file.
const LONGEST_REASON: usize = 200;

fn bounded_line(reason: &str) -> String {
    text::bounded(reason, LONGEST_REASON)
}
