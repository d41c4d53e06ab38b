//! A feed as a proposal's file describes it: all of a new one, of another what changes.

use ballast_types::oracle::{FeedKind, Intake, NewFeed, Panel, Source};
use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};

use super::value::{Moment, Ratio};
use crate::{
    error::{CliError, CliResult},
    session::Session,
    time::Duration,
};

/// A feed. What a new one does not say is as usual; of another it stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedChange {
    /// As `ETH`.
    pub feed: String,
    /// The feed that a new one stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The most that a new redemption rate grows in a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_growth: Option<Ratio>,
    /// A year's discount of a new claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Ratio>,
    /// When a new claim falls due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maturity: Option<Moment>,
    /// Who reports: names or addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feeders: Vec<String>,
    /// How many of them may lie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub liars: Option<u8>,
    /// How many make a round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<u8>,
    /// How often they publish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beat: Option<Duration>,
    /// The contract that is read as Pyth's: its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pyth: Option<String>,
    /// Which of its feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_id: Option<String>,
    /// The widest confidence interval that is believed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_confidence: Option<Ratio>,
    /// How long a number may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_age: Option<Duration>,
    /// How far the next number may be and be accepted at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_step: Option<Ratio>,
    /// How much newer the reports must be that confirm one that is further.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation_gap: Option<Duration>,
}

/// What a new panel and a new intake are where nothing else is said.
const USUAL_LIARS: u8 = 1;
const USUAL_BEAT: u64 = 60;
const USUAL_AGE: u64 = 3_600;
const USUAL_STEP: Decimal = Decimal::percent(10);
const USUAL_GAP: u64 = 30;
const USUAL_CONFIDENCE: Decimal = Decimal::percent(1);

impl FeedChange {
    /// The feed that it adds.
    pub fn added(&self, session: &Session) -> CliResult<NewFeed> {
        let base = self.base.as_ref().map(|base| base.to_uppercase());
        let kind = match (base, self.maximum_growth, self.discount, self.maturity) {
            (None, None, None, None) => FeedKind::Price {
                intake: self.intake(None)?,
            },
            (Some(base), Some(growth), None, None) => FeedKind::RedemptionRate {
                base,
                maximum_growth: growth.0,
                intake: self.intake(None)?,
            },
            (Some(base), None, Some(discount), Some(maturity)) => {
                self.ensure_computed()?;
                FeedKind::FixedMaturity {
                    base,
                    discount: discount.0,
                    maturity: maturity.0,
                }
            }
            _ => return refused(KINDS),
        };
        Ok(NewFeed {
            feed: self.feed.to_uppercase(),
            kind,
            feeders: self.addresses(session)?,
        })
    }

    /// The intake and the feeders that it gives to a feed with this kind and these feeders.
    pub fn updated(
        &self,
        session: &Session,
        (kind, feeders): (&FeedKind, Vec<String>),
    ) -> CliResult<(Intake, Vec<String>)> {
        let is_other_kind = self.base.is_some()
            || self.maximum_growth.is_some()
            || self.discount.is_some()
            || self.maturity.is_some();
        if is_other_kind {
            return refused("a feed keeps its kind and its base: another one needs another name");
        }
        let now = kind.intake().ok_or_else(|| {
            let text = format!(
                "{} is computed from its base: nothing of it can be changed",
                self.feed
            );
            CliError::Arguments(text)
        })?;
        let intake = self.intake(Some(now))?;
        let named = match &intake.source {
            Source::Feeders(_) if self.feeders.is_empty() => feeders,
            _ => self.addresses(session)?,
        };
        Ok((intake, named))
    }

    fn addresses(&self, session: &Session) -> CliResult<Vec<String>> {
        let addresses = self.feeders.iter().map(|it| session.chain.address(it));
        addresses.collect()
    }

    /// How its number comes in, beginning from what is now.
    fn intake(&self, now: Option<&Intake>) -> CliResult<Intake> {
        let ratio = |new: Option<Ratio>, old: Option<Decimal>, usual| {
            new.map_or(old.unwrap_or(usual), |new| new.0)
        };
        let seconds = |new: Option<Duration>, old: Option<u64>, usual| {
            new.map_or(old.unwrap_or(usual), |new| new.0)
        };
        Ok(Intake {
            source: self.source(now.map(|now| &now.source))?,
            maximum_age: seconds(self.maximum_age, now.map(|it| it.maximum_age), USUAL_AGE),
            maximum_step: ratio(self.maximum_step, now.map(|it| it.maximum_step), USUAL_STEP),
            confirmation_gap: seconds(
                self.confirmation_gap,
                now.map(|it| it.confirmation_gap),
                USUAL_GAP,
            ),
        })
    }

    /// Feeders or a foreign oracle: what is named, or else what is now.
    fn source(&self, now: Option<&Source>) -> CliResult<Source> {
        let is_foreign_now = matches!(now, Some(Source::Pyth { .. }));
        match (self.names_panel(), self.names_foreign()) {
            (true, true) => refused("a feed has feeders or a foreign oracle, not both"),
            (false, true) => self.foreign(now),
            (false, false) if is_foreign_now => self.foreign(now),
            _ => self.panel(now),
        }
    }

    fn panel(&self, now: Option<&Source>) -> CliResult<Source> {
        let now = match now {
            Some(Source::Feeders(panel)) => Some(*panel),
            _ => None,
        };
        if now.is_none() && self.feeders.is_empty() {
            return refused("name who reports: --feeders alice,bob,carol,dave, or --pyth CONTRACT");
        }
        let liars = self.liars.or(now.map(|now| now.liars));
        let liars = liars.unwrap_or(USUAL_LIARS);
        let usual = liars.saturating_mul(2).saturating_add(1);
        let quorum = self.quorum.or(now.map(|now| now.quorum));
        let beat = self.beat.map(|beat| beat.0).or(now.map(|now| now.beat));
        Ok(Source::Feeders(Panel {
            liars,
            quorum: quorum.unwrap_or(usual),
            beat: beat.unwrap_or(USUAL_BEAT),
        }))
    }

    fn foreign(&self, now: Option<&Source>) -> CliResult<Source> {
        let (old_contract, old_id, old_confidence) = match now {
            Some(Source::Pyth {
                contract,
                price_id,
                maximum_confidence,
            }) => (Some(contract), Some(price_id), Some(*maximum_confidence)),
            _ => (None, None, None),
        };
        let contract = self.pyth.as_ref().or(old_contract);
        let price_id = self.price_id.as_ref().or(old_id);
        let Some((contract, price_id)) = contract.zip(price_id) else {
            return refused("a foreign oracle needs --pyth CONTRACT and --price-id ID");
        };
        let confidence = self.maximum_confidence.map(|new| new.0).or(old_confidence);
        Ok(Source::Pyth {
            contract: contract.clone(),
            price_id: price_id.to_lowercase(),
            maximum_confidence: confidence.unwrap_or(USUAL_CONFIDENCE),
        })
    }

    fn names_panel(&self) -> bool {
        !self.feeders.is_empty()
            || self.liars.is_some()
            || self.quorum.is_some()
            || self.beat.is_some()
    }

    fn names_foreign(&self) -> bool {
        self.pyth.is_some() || self.price_id.is_some() || self.maximum_confidence.is_some()
    }

    /// Refuses what only a number that comes in has.
    fn ensure_computed(&self) -> CliResult<()> {
        let has_intake = self.names_panel()
            || self.names_foreign()
            || self.maximum_age.is_some()
            || self.maximum_step.is_some()
            || self.confirmation_gap.is_some();
        if has_intake {
            return refused("a claim is computed from its base: nobody reports it");
        }
        Ok(())
    }
}

/// What a new feed can be.
const KINDS: &str = "a new feed is a price, with no --base; a redemption rate, with --base and \
                     --maximum-growth; or a claim, with --base, --discount and --maturity";

fn refused<T>(text: &str) -> CliResult<T> {
    Err(CliError::Arguments(text.to_owned()))
}
