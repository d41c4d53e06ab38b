//! What was found.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::QueryFailure;

/// An invariant that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Its number, as `I2`.
    #[serde(deserialize_with = "known_number")]
    pub number: &'static str,
    /// Both sides of what should agree.
    pub detail: String,
}

/// Numbers are texts of the program; one that is read back is found among them.
fn known_number<'de, D: serde::Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    let text = String::deserialize(from)?;
    let mut numbers = super::OF_STATE.into_iter().chain(super::OF_STEPS);
    let unknown = || serde::de::Error::custom(format!("no invariant '{text}'"));
    numbers.find(|number| *number == text).ok_or_else(unknown)
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.number, self.detail)
    }
}

/// Collects violations.
#[derive(Default)]
pub(super) struct Report(Vec<Violation>);

impl Report {
    /// Notes a violation unless the fact holds.
    pub(super) fn require(
        &mut self,
        number: &'static str,
        holds: bool,
        detail: impl FnOnce() -> String,
    ) {
        if !holds {
            self.0.push(Violation {
                number,
                detail: detail(),
            });
        }
    }

    /// The answer of a question; a violation of I26 if there is none.
    pub(super) fn answered<T>(&mut self, answer: Result<T, QueryFailure>) -> Option<T> {
        match answer {
            Ok(answer) => Some(answer),
            Err(failure) => {
                self.0.push(super::unanswered(&failure));
                None
            }
        }
    }

    pub(super) fn into_violations(self) -> Vec<Violation> {
        self.0
    }
}
