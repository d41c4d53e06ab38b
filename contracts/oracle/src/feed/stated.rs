//! Kinds of feeds as they were stated, for answers.

use ballast_types::{
    oracle::{self, FeedKind},
    units,
};
use cosmwasm_std::HexBinary;

use crate::state::{Intake, Kind, Source};

/// A kind as it was stated, for answers.
pub fn as_stated(kind: Kind) -> FeedKind {
    match kind {
        Kind::Price(intake) => FeedKind::Price {
            intake: intake_as_stated(intake),
        },
        Kind::RedemptionRate {
            base,
            maximum_growth,
            intake,
        } => FeedKind::RedemptionRate {
            base,
            maximum_growth: units::decimal(maximum_growth),
            intake: intake_as_stated(intake),
        },
        Kind::FixedMaturity {
            base,
            discount,
            maturity,
        } => FeedKind::FixedMaturity {
            base,
            discount: units::decimal(discount),
            maturity,
        },
    }
}

fn intake_as_stated(intake: Intake) -> oracle::Intake {
    let source = match intake.source {
        Source::Feeders(panel) => oracle::Source::Feeders(panel),
        Source::Pyth {
            contract,
            price_id,
            maximum_confidence,
        } => oracle::Source::Pyth {
            contract: contract.into_string(),
            price_id: HexBinary::from(price_id).to_hex(),
            maximum_confidence: units::decimal(maximum_confidence),
        },
    };
    oracle::Intake {
        source,
        maximum_age: intake.maximum_age,
        maximum_step: units::decimal(intake.maximum_step),
        confirmation_gap: intake.confirmation_gap,
    }
}
