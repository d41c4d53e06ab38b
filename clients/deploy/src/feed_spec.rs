//! A feed as a person writes it: one flat table, whose fields say what kind of feed it is.

use ballast_types::oracle::{FeedKind, Intake, Panel, Source};
use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};

/// A number that others rely on, and who says it.
///
/// - A price by feeders: `liars`, `quorum`, `beat` and `feeders`, with the intake's three fields
///   (`maximum_age`, `maximum_step`, `confirmation_gap`).
/// - A price by a foreign oracle: `pyth` in place of the first four.
/// - A staking derivative's rate: either of them, with `base` and `maximum_growth`.
/// - A claim: `base`, `discount` and `maturity`, and nothing else.
///
/// A feed stands behind its base.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedSpec {
    /// Its name, as `ETH`.
    pub feed: String,
    /// How many feeders may lie or be silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub liars: Option<u8>,
    /// Fresh reports that make a round; at least 2 liars + 1, and a majority of the feeders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<u8>,
    /// Seconds between publications, 1 to 60.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beat: Option<u64>,
    /// Seconds a number stays valid, three beats to a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_age: Option<u64>,
    /// How far from the last number the next is accepted at once, as a fraction, 0.005 to 0.5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_step: Option<Decimal>,
    /// Seconds by which the reports must be newer that confirm a number further away, 16 to 3,600.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation_gap: Option<u64>,
    /// Accounts that report; at least quorum + liars.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feeders: Vec<String>,
    /// The feed that it stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The most that a rate grows in a year, as a fraction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_growth: Option<Decimal>,
    /// A claim's discount in a year, as a fraction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Decimal>,
    /// When a claim falls due, unix seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maturity: Option<u64>,
    /// The foreign oracle that says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pyth: Option<PythSpec>,
}

/// One of the feeds of a contract that answers as Pyth's does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PythSpec {
    /// The contract's address.
    pub contract: String,
    /// Which of its feeds, 64 hexadecimal digits.
    pub price_id: String,
    /// The widest confidence interval that is believed, as a fraction of the price, above 0 to 0.1.
    pub maximum_confidence: Decimal,
}

impl FeedSpec {
    /// What it is; the fields that are missing or do not belong together where it is nothing.
    pub fn kind(&self) -> Result<FeedKind, String> {
        match (
            &self.base,
            self.maximum_growth,
            self.discount,
            self.maturity,
        ) {
            (None, None, None, None) => Ok(FeedKind::Price {
                intake: self.intake()?,
            }),
            (Some(base), Some(maximum_growth), None, None) => Ok(FeedKind::RedemptionRate {
                base: base.clone(),
                maximum_growth,
                intake: self.intake()?,
            }),
            (Some(base), None, Some(discount), Some(maturity)) => {
                self.ensure_computed()?;
                Ok(FeedKind::FixedMaturity {
                    base: base.clone(),
                    discount,
                    maturity,
                })
            }
            _ => Err(
                "a rate has base and maximum_growth, a claim base, discount and maturity, \
                      a price none of them"
                    .to_owned(),
            ),
        }
    }

    fn intake(&self) -> Result<Intake, String> {
        Ok(Intake {
            source: self.source()?,
            maximum_age: needed("maximum_age", self.maximum_age)?,
            maximum_step: needed("maximum_step", self.maximum_step)?,
            confirmation_gap: needed("confirmation_gap", self.confirmation_gap)?,
        })
    }

    fn source(&self) -> Result<Source, String> {
        let Some(pyth) = &self.pyth else {
            return Ok(Source::Feeders(Panel {
                liars: needed("liars", self.liars)?,
                quorum: needed("quorum", self.quorum)?,
                beat: needed("beat", self.beat)?,
            }));
        };
        if self.liars.is_some() || self.quorum.is_some() || self.beat.is_some() {
            return Err("pyth stands in place of liars, quorum and beat".to_owned());
        }
        Ok(Source::Pyth {
            contract: pyth.contract.clone(),
            price_id: pyth.price_id.clone(),
            maximum_confidence: pyth.maximum_confidence,
        })
    }

    /// Nobody says what is computed.
    fn ensure_computed(&self) -> Result<(), String> {
        let is_said = self.pyth.is_some()
            || self.liars.is_some()
            || self.quorum.is_some()
            || self.beat.is_some()
            || self.maximum_age.is_some()
            || self.maximum_step.is_some()
            || self.confirmation_gap.is_some();
        if is_said {
            return Err("a claim is computed: it has base, discount and maturity only".to_owned());
        }
        Ok(())
    }
}

fn needed<T: Clone>(what: &str, value: Option<T>) -> Result<T, String> {
    value.ok_or_else(|| format!("{what} is missing"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ballast_client::from_toml;
    use rstest::rstest;

    const INTAKE: &str = "maximum_age = 3600\nmaximum_step = \"0.1\"\nconfirmation_gap = 30\n";
    const PANEL: &str = "liars = 1\nquorum = 3\nbeat = 60\n";
    const PYTH: &str =
        "pyth = { contract = \"wasm1\", price_id = \"00\", maximum_confidence = \"0.01\" }\n";

    fn kind(fields: &[&str]) -> Result<FeedKind, String> {
        let text = format!("feed = \"X\"\n{}", fields.concat());
        let spec: FeedSpec = from_toml(&text).unwrap();
        spec.kind()
    }

    #[test]
    fn fields_say_what_a_feed_is() {
        let panel = Panel::new(1, 3, 60);
        assert_eq!(kind(&[PANEL, INTAKE]), Ok(FeedKind::price(panel, 3_600)));
        let foreign = kind(&[PYTH, INTAKE]).unwrap();
        assert!(matches!(
            foreign.intake().unwrap().source,
            Source::Pyth { .. }
        ));
        let rate = kind(&["base = \"ETH\"\nmaximum_growth = \"0.3\"\n", PANEL, INTAKE]);
        assert!(matches!(rate, Ok(FeedKind::RedemptionRate { .. })));
        let claim = kind(&["base = \"ETH\"\ndiscount = \"0.1\"\nmaturity = 1\n"]);
        assert!(matches!(claim, Ok(FeedKind::FixedMaturity { .. })));
    }

    #[rstest]
    #[case::nothing(&[], "liars is missing")]
    #[case::half_an_intake(&[PANEL, "maximum_age = 60\n"], "maximum_step is missing")]
    #[case::two_sources(&[PANEL, PYTH, INTAKE], "pyth stands in place")]
    #[case::half_a_rate(&["base = \"ETH\"\n", PANEL, INTAKE], "a rate has base and")]
    #[case::half_a_claim(&["base = \"ETH\"\ndiscount = \"0.1\"\n"], "a rate has base and")]
    #[case::a_reported_claim(
        &["base = \"ETH\"\ndiscount = \"0.1\"\nmaturity = 1\n", INTAKE], "a claim is computed")]
    fn fields_that_make_no_feed_are_refused(#[case] fields: &[&str], #[case] says: &str) {
        let refused = kind(fields).unwrap_err();
        assert!(refused.starts_with(says), "{refused}");
    }
}
