//! Durations as people write them (`90m`, `1d12h`), and moments as they read them.

use std::{fmt, str::FromStr};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The units, largest first.
const UNITS: [(&str, u64); 5] = [
    ("w", 7 * DAY),
    ("d", DAY),
    ("h", HOUR),
    ("m", MINUTE),
    ("s", 1),
];

/// The last second that the command lets a chain reach: the end of the year 2500. A block's time
/// is kept in nanoseconds and ends in 2554.
pub const LAST_SECOND: u64 = 16_756_761_599;

/// A text that is no duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{given}' is no duration: expected a number and s, m, h, d or w, as 90m or 1d12h")]
pub struct DurationError {
    given: String,
}

/// A span of time in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration(pub u64);

impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || DurationError {
            given: text.to_owned(),
        };
        let mut rest = text.trim();
        let mut total: u64 = 0;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(error)?;
            let (number, unit) = rest.split_at(end);
            let number: u64 = number.parse().map_err(|_| error())?;
            let (symbol, seconds) = UNITS
                .iter()
                .find(|(symbol, _)| unit.starts_with(symbol))
                .ok_or_else(error)?;
            let part = number.checked_mul(*seconds).ok_or_else(error)?;
            total = total.checked_add(part).ok_or_else(error)?;
            rest = unit.strip_prefix(symbol).unwrap_or_default();
        }
        if total == 0 {
            return Err(error());
        }
        Ok(Self(total))
    }
}

/// All units that are in it, so that it reads back: `1d12h`; `0s` if there are none.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.0;
        if left == 0 {
            return f.write_str("0s");
        }
        for (symbol, unit) in &UNITS[1..] {
            if left >= *unit {
                write!(f, "{}{symbol}", left / unit)?;
                left %= unit;
            }
        }
        Ok(())
    }
}

/// A span of time to read: `1d 2h`, `5m`, `0s`; the two largest units.
pub fn span(seconds: u64) -> String {
    let mut left = seconds;
    let mut parts = vec![];
    for (symbol, unit) in &UNITS[1..] {
        if left >= *unit {
            parts.push(format!("{}{symbol}", left / unit));
            left %= unit;
        }
    }
    parts.truncate(2);
    if parts.is_empty() {
        "0s".to_owned()
    } else {
        parts.join(" ")
    }
}

/// A moment in UTC: `2020-03-12 08:05:00`.
pub fn moment(time: u64) -> String {
    let (year, month, day) = date(time / DAY);
    let second = time % DAY;
    let (hour, minute) = (second / HOUR, second % HOUR / MINUTE);
    format!(
        "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{:02}",
        second % MINUTE
    )
}

/// The unix second that [`moment`] writes like this; of a day alone, as `2027-12-31`, its first. None for what is
/// neither, and beyond [`LAST_SECOND`].
pub fn second_of(text: &str) -> Option<u64> {
    let text = match text.len() {
        10 => format!("{text} 00:00:00"),
        _ => text.to_owned(),
    };
    // Later moments read later: the second is found by halving.
    let (mut low, mut high) = (0, LAST_SECOND);
    while low < high {
        let middle = low + (high - low) / 2;
        if moment(middle) < text {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (moment(low) == text).then_some(low)
}

/// A day of a year that is known: `12 March`.
pub fn day(time: u64) -> String {
    let (_, month, day) = date(time / DAY);
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(month.saturating_sub(1)).unwrap_or_default();
    format!("{day} {}", months.get(month).unwrap_or(&""))
}

/// Year, month and day so many days after 1970-01-01, by years that begin in March (Hinnant's
/// `civil_from_days`).
fn date(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (era * 400 + year + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_sums_of_units() {
        for (text, seconds) in [
            ("1h", 3_600),
            ("90m", 5_400),
            ("1d12h", 129_600),
            ("2w", 1_209_600),
            ("45s", 45),
            ("1h30m15s", 5_415),
        ] {
            assert_eq!(text.parse(), Ok(Duration(seconds)), "{text}");
            assert_eq!(Duration(seconds).to_string().parse(), Ok(Duration(seconds)));
        }
    }

    #[test]
    fn no_time_is_said() {
        assert_eq!(Duration(0).to_string(), "0s");
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in [
            "",
            "1",
            "h",
            "1y",
            "-1h",
            "1.5h",
            "0s",
            "1h1",
            "99999999999999999999s",
            "999999999999999999w",
        ] {
            assert!(text.parse::<Duration>().is_err(), "{text}");
        }
    }

    #[test]
    fn spans_and_moments_read_well() {
        assert_eq!(span(0), "0s");
        assert_eq!(span(65), "1m 5s");
        assert_eq!(span(90_061), "1d 1h");
        assert_eq!(moment(0), "1970-01-01 00:00:00");
        assert_eq!(moment(951_782_399), "2000-02-28 23:59:59");
        assert_eq!(moment(951_782_400), "2000-02-29 00:00:00");
        assert_eq!(moment(1_583_971_200), "2020-03-12 00:00:00");
        assert_eq!(moment(1_709_210_096), "2024-02-29 12:34:56");
        assert_eq!(moment(LAST_SECOND), "2500-12-31 23:59:59");
        assert_eq!(day(1_583_971_200), "12 March");
        assert_eq!(day(1_652_313_599), "11 May");
        assert_eq!(day(LAST_SECOND), "31 December");
    }
}
