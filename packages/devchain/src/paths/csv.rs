//! Hourly figures as text.

use cosmwasm_std::Decimal;

use super::{Hour, HOUR};

/// The first line that is no comment.
const HEADING: &str = "utc_hour,open,high,low,close";

/// Why a table cannot be read. Lines are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    /// The heading is missing.
    #[error("line {line}: the heading '{HEADING}' is expected, found '{found}'")]
    Heading {
        /// Where.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// A row has another number of fields.
    #[error("line {line}: 5 fields are expected, found {found}")]
    Fields {
        /// Where.
        line: usize,
        /// How many.
        found: usize,
    },
    /// A time is none, or not on the hour.
    #[error("line {line}: '{found}' is no hour as 2020-03-11 00:00")]
    Time {
        /// Where.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// A price is none.
    #[error("line {line}: '{found}' is no positive price")]
    Price {
        /// Where.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// Open or close lie outside low and high.
    #[error("line {line}: open and close must lie between low and high")]
    Range {
        /// Where.
        line: usize,
    },
    /// An hour is not later than the one before.
    #[error("line {line}: the hours are not in order")]
    Order {
        /// Where.
        line: usize,
    },
}

/// Reads a table with the columns `utc_hour,open,high,low,close`. Lines that begin with `#` and empty
/// lines are passed over.
pub fn parse_csv(text: &str) -> Result<Vec<Hour>, CsvError> {
    let rows = text.lines().enumerate().map(|(i, row)| (i + 1, row.trim()));
    let mut rows = rows.filter(|(_, row)| !row.is_empty() && !row.starts_with('#'));
    let (line, heading) = rows.next().unwrap_or((1, ""));
    if heading != HEADING {
        return Err(CsvError::Heading {
            line,
            found: heading.to_owned(),
        });
    }
    let mut hours: Vec<Hour> = vec![];
    for (line, row) in rows {
        let hour = parse_row(line, row)?;
        if hours
            .last()
            .is_some_and(|last| last.time + HOUR > hour.time)
        {
            return Err(CsvError::Order { line });
        }
        hours.push(hour);
    }
    Ok(hours)
}

fn parse_row(line: usize, row: &str) -> Result<Hour, CsvError> {
    let fields: Vec<&str> = row.split(',').map(str::trim).collect();
    let [time, open, high, low, close] = fields.as_slice() else {
        return Err(CsvError::Fields {
            line,
            found: fields.len(),
        });
    };
    let price = |field: &str| match field.parse::<Decimal>() {
        Ok(price) if !price.is_zero() => Ok(price),
        _ => Err(CsvError::Price {
            line,
            found: field.to_owned(),
        }),
    };
    let hour = Hour {
        time: unix_hour(time).ok_or_else(|| CsvError::Time {
            line,
            found: (*time).to_owned(),
        })?,
        open: price(open)?,
        high: price(high)?,
        low: price(low)?,
        close: price(close)?,
    };
    let is_inside = |price| hour.low <= price && price <= hour.high;
    if !is_inside(hour.open) || !is_inside(hour.close) {
        return Err(CsvError::Range { line });
    }
    Ok(hour)
}

/// Unix seconds of a text as `2020-03-11 00:00`, from 1970 on.
fn unix_hour(text: &str) -> Option<u64> {
    let (date, time) = text.split_once(' ')?;
    let number = |text: &str, digits: usize| {
        let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u64>().ok()).flatten()
    };
    let date: Vec<&str> = date.split('-').collect();
    let [year, month, day] = date.as_slice() else {
        return None;
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let hour = number(time.strip_suffix(":00")?, 2)?;
    let is_date =
        year >= 1970 && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    if !is_date || hour > 23 {
        return None;
    }
    let years: u64 = (1970..year)
        .map(|year| if is_leap(year) { 366 } else { 365 })
        .sum();
    let months: u64 = (1..month).map(|month| days(year, month)).sum();
    Some((years + months + day - 1) * 24 * HOUR + hour * HOUR)
}

const fn is_leap(year: u64) -> bool {
    (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
}

const fn days(year: u64, month: u64) -> u64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_become_unix_time() {
        assert_eq!(unix_hour("1970-01-01 00:00"), Some(0));
        assert_eq!(unix_hour("2000-02-29 23:00"), Some(951_865_200));
        assert_eq!(unix_hour("2020-03-11 00:00"), Some(1_583_884_800));
        assert_eq!(unix_hour("2021-05-18 07:00"), Some(1_621_321_200));
        for text in [
            "2021-02-29 00:00",
            "2020-13-01 00:00",
            "2020-3-11 00:00",
            "2020-03-11 24:00",
        ] {
            assert_eq!(unix_hour(text), None, "{text}");
        }
        assert_eq!(unix_hour("2020-03-11 00:30"), None);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let row = |row: &str| {
            parse_csv(&format!(
                "# note\n{HEADING}\n2020-03-11 00:00,2,3,1,2\n{row}"
            ))
        };
        assert_eq!(row("").unwrap().len(), 1);
        assert!(matches!(
            parse_csv("time,price"),
            Err(CsvError::Heading { line: 1, .. })
        ));
        assert!(matches!(parse_csv(""), Err(CsvError::Heading { .. })));
        assert_eq!(
            row("2020-03-11 01:00,2,3"),
            Err(CsvError::Fields { line: 4, found: 3 })
        );
        assert!(matches!(
            row("yesterday,2,3,1,2"),
            Err(CsvError::Time { line: 4, .. })
        ));
        assert!(matches!(
            row("2020-03-11 01:00,2,3,0,2"),
            Err(CsvError::Price { line: 4, .. })
        ));
        assert!(matches!(
            row("2020-03-11 01:00,2,-3,1,2"),
            Err(CsvError::Price { line: 4, .. })
        ));
        assert_eq!(
            row("2020-03-11 01:00,4,3,1,2"),
            Err(CsvError::Range { line: 4 })
        );
        assert_eq!(
            row("2020-03-11 00:00,2,3,1,2"),
            Err(CsvError::Order { line: 4 })
        );
    }
}
