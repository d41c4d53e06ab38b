//! Amounts, ratios and prices as people read them.

use cosmwasm_std::Decimal;

use crate::{
    amount::{exact, grouped},
    chain::AssetInfo,
};

/// Digits after the point in tables: two for the stablecoin, more for what is worth more.
const USD_PLACES: usize = 2;
const ASSET_PLACES: usize = 6;

/// An amount as it can be typed, all digits: `1.5eth`.
pub fn typed(asset: &AssetInfo, amount: u128) -> String {
    format!("{}{}", exact(amount, asset.decimals), asset.name)
}

/// An amount to read, at most six digits after the point: `1,234.5 eth`.
pub fn shown(asset: &AssetInfo, amount: u128) -> String {
    format!("{} {}", number(asset, amount), asset.name)
}

/// The number of [`shown`] alone.
pub fn number(asset: &AssetInfo, amount: u128) -> String {
    if asset.is_stablecoin {
        return grouped(amount, asset.decimals, USD_PLACES);
    }
    trimmed(&grouped(amount, asset.decimals, ASSET_PLACES), 0)
}

/// A ratio in per cent: `162.5%`.
pub fn percent(ratio: Decimal) -> String {
    // What are 18 digits behind the point of the ratio are 16 behind that of the per cent.
    let text = grouped(ratio.atomics().u128(), 16, 2);
    format!("{}%", trimmed(&text, 0))
}

/// A ratio that is asked for, rounded up: who aims at what is shown gets there.
pub fn percent_up(ratio: Decimal) -> String {
    const SHOWN: u128 = 100_000_000_000_000;
    let up = ratio.atomics().u128().div_ceil(SHOWN);
    percent(Decimal::raw(up.saturating_mul(SHOWN)))
}

/// A ratio with all digits.
pub fn exact_percent(ratio: Decimal) -> String {
    let text = grouped(ratio.atomics().u128(), 16, 16);
    format!("{}%", trimmed(&text, 0))
}

/// A price in US dollars: `1,800.00`.
pub fn dollars(price: Decimal) -> String {
    grouped(price.atomics().u128(), 18, USD_PLACES)
}

/// The same with three digits that count where it is less than a dollar: `0.882`, `0.00004`.
pub fn quoted(price: Decimal) -> String {
    let atomics = price.atomics().u128();
    if price >= Decimal::one() || price.is_zero() {
        return dollars(price);
    }
    let zeros = 17 - usize::try_from(atomics.ilog10()).unwrap_or_default();
    trimmed(&grouped(atomics, 18, zeros + 3), USD_PLACES)
}

/// The same with all digits.
pub fn exact_dollars(price: Decimal) -> String {
    let text = grouped(price.atomics().u128(), 18, 18);
    trimmed(&text, USD_PLACES)
}

/// An amount of stablecoin with all digits: `1,234.50 usd`.
pub fn exact_usd(usd: &AssetInfo, amount: u128) -> String {
    let text = grouped(amount, usd.decimals, usize::from(usd.decimals));
    format!("{} {}", trimmed(&text, USD_PLACES), usd.name)
}

/// A number without the zeros at its end, but for the first `places` digits behind the point.
fn trimmed(text: &str, places: usize) -> String {
    let Some((whole, fraction)) = text.split_once('.') else {
        return text.to_owned();
    };
    let kept = fraction.trim_end_matches('0').len();
    match fraction.get(..kept.max(places)) {
        Some("") => whole.to_owned(),
        shown => format!("{whole}.{}", shown.unwrap_or(fraction)),
    }
}

/// A text from elsewhere in one line, as it can be put on a terminal: what moves the cursor, ends the
/// line or turns the direction of reading stands there as its code, `\u{1b}`.
pub fn in_a_line(text: &str) -> String {
    coded(text, |sign| format!("\\u{{{:x}}}", u32::from(sign)))
}

/// Lines as they can be put on a terminal.
pub fn in_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(in_a_line).collect();
    lines.join("\n")
}

/// JSON as it can be put on a terminal. It means the same: such signs stand only in its strings.
pub fn in_json(text: &str) -> String {
    coded(text, |sign| format!("\\u{:04x}", u32::from(sign)))
}

/// A text in a line of at most so many signs; of a longer one the beginning, and how long it is.
pub fn bounded(text: &str, most: usize) -> String {
    let line = in_a_line(text);
    let length = line.chars().count();
    if length <= most {
        return line;
    }
    let begin: String = line.chars().take(most).collect();
    let length = grouped(length as u128, 0, 0);
    format!("{begin}... ({length} signs)")
}

/// JSON with every run of blanks outside its strings as a single one. It means the same.
pub fn without_blanks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut is_in_string, mut is_escaped) = (false, false);
    for sign in text.chars() {
        if is_in_string {
            is_in_string = is_escaped || sign != '"';
            is_escaped = sign == '\\' && !is_escaped;
            kept.push(sign);
        } else if !sign.is_whitespace() {
            is_in_string = sign == '"';
            kept.push(sign);
        } else if !kept.ends_with(' ') {
            kept.push(' ');
        }
    }
    kept
}

fn coded(text: &str, code: impl Fn(char) -> String) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_unseen(sign) {
            safe.push_str(&code(sign));
        } else {
            safe.push(sign);
        }
    }
    safe
}

/// Control signs, ends of lines, signs without width and those that turn the direction of reading.
fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOREIGN: &str = "a\u{1b}[2Kb\r\nc\u{9b}d\u{202e}e\u{e9}";

    #[test]
    fn a_foreign_text_cannot_steer_the_terminal() {
        let expected = r"a\u{1b}[2Kb\u{d}\u{a}c\u{9b}d\u{202e}e\u{e9}";
        let expected = expected.replace(r"\u{e9}", "\u{e9}");
        assert_eq!(in_a_line(FOREIGN), expected);
        assert_eq!(in_lines(FOREIGN), expected.replace(r"\u{a}", "\n"));
        let json = serde_json::to_string(FOREIGN).unwrap();
        let safe = in_json(&json);
        assert!(!safe.chars().any(is_unseen), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), FOREIGN);
    }

    #[test]
    fn a_ratio_that_is_asked_for_is_rounded_up() {
        let shown = |text: &str| percent_up(text.parse().unwrap());
        assert_eq!(shown("1.6"), "160%");
        assert_eq!(shown("1.6001"), "160.01%");
        assert_eq!(shown("1.600000000000000001"), "160.01%");
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        assert_eq!(bounded("abc", 3), "abc");
        assert_eq!(bounded("abcd", 3), "abc... (4 signs)");
        assert_eq!(bounded("\n", 3), r"\u{... (5 signs)");
    }

    #[test]
    fn blanks_of_json_go_where_they_mean_nothing() {
        for (text, expected) in [
            ("{\"a\":  1}\n\n \t with", "{\"a\": 1} with"),
            (
                r#"{"a  b":"c  \"  d  \\"   }"#,
                r#"{"a  b":"c  \"  d  \\" }"#,
            ),
            ("no  \u{3000}\u{a0} json", "no json"),
        ] {
            assert_eq!(without_blanks(text), expected);
        }
    }

    #[test]
    fn ratios_and_prices_read_well() {
        assert_eq!(percent(Decimal::percent(160)), "160%");
        assert_eq!(percent(Decimal::permille(1_625)), "162.5%");
        assert_eq!(dollars(Decimal::percent(179_995)), "1,799.95");
        assert_eq!(dollars(Decimal::raw(1)), "0.00");
        for price in ["1,799.95", "1.00", "0.88", "0.882", "0.00004", "0.00"] {
            let plain = price.replace(',', "");
            assert_eq!(quoted(plain.parse().unwrap()), price);
        }
        assert_eq!(quoted(Decimal::raw(123_456)), "0.000000000000123");
        assert_eq!(quoted(Decimal::raw(1)), "0.000000000000000001");
        assert_eq!(percent(Decimal::MAX), "34,028,236,692,093,846,346,337.46%");
    }

    #[test]
    fn exact_texts_cut_nothing_off() {
        assert_eq!(exact_percent(Decimal::percent(160)), "160%");
        assert_eq!(exact_percent(Decimal::percent(100_000)), "100,000%");
        assert_eq!(exact_percent(Decimal::raw(1)), "0.0000000000000001%");
        assert_eq!(exact_dollars(Decimal::percent(179_950)), "1,799.50");
        assert_eq!(exact_dollars(Decimal::raw(1)), "0.000000000000000001");
    }
}
