//! Whom to liquidate, found before anything is sent.

use ballast_types::vault::Selection;

use super::explain::no_price;
use crate::{
    command::Selected,
    error::{CliError, CliResult},
    position_name::PositionName,
    session::{Session, TypeInfo},
};

/// A type with the positions to take from it.
pub type Target = (TypeInfo, Selection);

/// The types to liquidate with the positions to take.
pub fn targets(session: &Session, selected: &Selected) -> CliResult<Vec<Target>> {
    match selected {
        Selected::Named(names) => Ok(vec![named(session, names)?]),
        Selected::Riskiest {
            collateral_type,
            limit,
        } => riskiest(session, collateral_type.as_deref(), *limit),
    }
}

/// Types, or one, that have an unsafe position.
fn riskiest(session: &Session, only: Option<&str>, limit: u32) -> CliResult<Vec<Target>> {
    let infos = match only {
        Some(name) => vec![session.collateral_type(name)?],
        None => session.types().iter().collect(),
    };
    let (mut targets, mut without_price) = (vec![], None);
    for info in infos {
        let first = session.chain.riskiest(info.id, 1)?.into_iter().next();
        match first.map(|position| position.is_unsafe) {
            Some(Some(true)) => targets.push((info.clone(), Selection::Riskiest { limit })),
            Some(None) => without_price = Some(info),
            Some(Some(false)) | None => {}
        }
    }
    match (targets.as_slice(), without_price) {
        ([], Some(info)) => Err(no_price(session, info)),
        ([], None) => Err(CliError::NothingUnsafe),
        _ => Ok(targets),
    }
}

/// Named positions, all of one type and at least one of them unsafe.
fn named(session: &Session, names: &[PositionName]) -> CliResult<Target> {
    let (mut found, mut ids, mut is_any_unsafe) = (None::<TypeInfo>, vec![], false);
    for name in names {
        let (position, info) = session.position(name)?;
        if found.as_ref().is_some_and(|found| found.id != info.id) {
            let text = "the positions are of several types: liquidate one type at a time";
            return Err(CliError::Arguments(text.to_owned()));
        }
        if position.is_unsafe.is_none() {
            return Err(no_price(session, info));
        }
        is_any_unsafe |= position.is_unsafe == Some(true);
        found = Some(info.clone());
        ids.push(position.position);
    }
    let names: Vec<_> = names.iter().map(ToString::to_string).collect();
    match found {
        Some(info) if is_any_unsafe => Ok((info, Selection::Positions { ids })),
        _ => Err(CliError::Safe {
            names: names.join(", "),
        }),
    }
}
