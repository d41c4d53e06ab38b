//! Price intake.

use std::collections::{btree_map::Entry, BTreeMap};

use ballast_math::Price;
use ballast_types::{
    oracle::{self, PriceAccepted, PriceRecord, PriceReported, MAX_REPORTS},
    units::{price, price_decimal},
};
use cosmwasm_std::{ensure, DepsMut, Env, Event, MessageInfo, Response, Storage};

use crate::{
    error::ContractError,
    intake::Intake,
    prices,
    registry::Feeder,
    round::{latest_publication, Report, Round},
    state::FEEDERS,
};

/// Stores the sender's reports and accepts the prices that they complete. All reports are checked
/// before one is stored. A feed that comes twice counts once, with the newer report.
pub fn report(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    reports: Vec<oracle::Report>,
) -> Result<Response, ContractError> {
    let feeder = Feeder::signed(deps.api, info.sender)?;
    let intakes = take(deps.storage, env.block.time.seconds(), &feeder, reports)?;

    let mut response = Response::new();
    for (feed, intake) in intakes {
        response = response.add_events(save(deps.storage, &env, &feeder, feed, intake)?);
    }
    Ok(response)
}

/// The feeds that `reports` name, with what they leave in each.
fn take(
    storage: &dyn Storage,
    now: u64,
    feeder: &Feeder,
    reports: Vec<oracle::Report>,
) -> Result<BTreeMap<String, Intake>, ContractError> {
    let count = reports.len();
    ensure!(
        (1..=MAX_REPORTS).contains(&count),
        ContractError::ReportCountOutOfBounds {
            count,
            maximum: MAX_REPORTS
        }
    );
    let mut intakes = BTreeMap::new();
    for stated in reports {
        let report = check(&stated, now)?;
        let intake = match intakes.entry(stated.feed) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let intake = Intake::load(storage, entry.key(), feeder)?;
                entry.insert(intake)
            }
        };
        intake.take(report, now);
    }
    Ok(intakes)
}

/// Refuses a price that is none and a publication from the future.
fn check(stated: &oracle::Report, now: u64) -> Result<Report, ContractError> {
    let price = Price::checked(price(stated.price).u128()).map_err(|_| {
        ContractError::PriceOutOfBounds {
            feed: stated.feed.clone(),
            price: stated.price,
            minimum: price_decimal(Price::MIN),
            maximum: price_decimal(Price::MAX),
        }
    })?;
    let (published_at, latest) = (stated.published_at, latest_publication(now));
    ensure!(
        published_at <= latest,
        ContractError::PublishedInFuture {
            feed: stated.feed.clone(),
            published_at,
            latest
        }
    );
    Ok(Report {
        price,
        published_at,
    })
}

/// Stores what was taken and the price that it makes, if any.
fn save(
    storage: &mut dyn Storage,
    env: &Env,
    feeder: &Feeder,
    feed: String,
    intake: Intake,
) -> Result<Vec<Event>, ContractError> {
    let mut events = vec![];
    if let Some(report) = intake.taken() {
        FEEDERS.save(storage, feeder.key(&feed), &Some(report))?;
        events.push(reported(&feed, feeder, report).into());
    }
    if let Some((round, record)) = intake.accept(&env.block) {
        prices::save(storage, &feed, &record)?;
        events.push(accepted(feed, round, &record).into());
    }
    Ok(events)
}

fn reported(feed: &str, feeder: &Feeder, report: Report) -> PriceReported {
    PriceReported {
        feed: feed.to_owned(),
        feeder: feeder.address.to_string(),
        price: price_decimal(report.price),
        published_at: report.published_at,
    }
}

fn accepted(feed: String, round: Round, record: &PriceRecord) -> PriceAccepted {
    PriceAccepted {
        feed,
        price: price_decimal(record.spot),
        published_at: record.published_at,
        valid_until: record.valid_until,
        reports: round.reports,
    }
}
