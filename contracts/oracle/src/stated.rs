//! Reports as they are stated, in checked form.

use std::collections::{btree_map::Entry, BTreeMap};

use ballast_math::{
    feed::{latest_publication, Report, HIGHEST_IMPLIED},
    variance_of_yearly, Price,
};
use ballast_types::{
    oracle::{self, PriceReported, MAX_REPORTS},
    units::{self, price, price_decimal},
};
use cosmwasm_std::{ensure, Decimal, DepsMut, Env, Response, Storage};

use crate::{error::ContractError, intake::Reports, registry::Feeder};

/// The feeds that a message names, by name.
pub type Feeds = BTreeMap<String, Reports>;

/// Refuses no reports and more than [`MAX_REPORTS`].
pub fn ensure_count(count: usize) -> Result<(), ContractError> {
    ensure!(
        (1..=MAX_REPORTS).contains(&count),
        ContractError::ReportCountOutOfBounds {
            count,
            maximum: MAX_REPORTS
        }
    );
    Ok(())
}

/// Refuses a price that is none, a volatility that nobody believes and a publication from the future.
pub fn check(stated: &oracle::Report, now: u64) -> Result<Report, ContractError> {
    let price = Price::checked(price(stated.price).u128()).map_err(|_| {
        ContractError::PriceOutOfBounds {
            feed: stated.feed.clone(),
            price: stated.price,
            minimum: price_decimal(Price::MIN),
            maximum: price_decimal(Price::MAX),
        }
    })?;
    let implied = stated.implied_volatility.unwrap_or(Decimal::zero());
    ensure!(
        units::ratio(implied) <= HIGHEST_IMPLIED,
        ContractError::RateTooHigh {
            what: "implied volatility",
            value: implied,
            maximum: units::decimal(HIGHEST_IMPLIED)
        }
    );
    ensure_not_future(&stated.feed, stated.published_at, now)?;
    Ok(Report {
        price,
        published_at: stated.published_at,
        implied_variance: variance_of_yearly(units::ratio(implied)),
    })
}

/// Refuses a publication from the future.
pub fn ensure_not_future(feed: &str, published_at: u64, now: u64) -> Result<(), ContractError> {
    let latest = latest_publication(now);
    ensure!(
        published_at <= latest,
        ContractError::PublishedInFuture {
            feed: feed.to_owned(),
            published_at,
            latest
        }
    );
    Ok(())
}

/// A feed among those that the message has named, loaded when it is first named.
pub fn feed<'a>(
    feeds: &'a mut Feeds,
    storage: &dyn Storage,
    name: &str,
) -> Result<&'a mut Reports, ContractError> {
    match feeds.entry(name.to_owned()) {
        Entry::Occupied(entry) => Ok(entry.into_mut()),
        Entry::Vacant(entry) => {
            let reports = Reports::load(storage, name)?;
            Ok(entry.insert(reports))
        }
    }
}

/// Stores what was taken for each feed and what it makes of its price.
pub fn save(deps: DepsMut, env: &Env, feeds: Feeds) -> Result<Response, ContractError> {
    let mut response = Response::new();
    for (name, feed) in feeds {
        for (feeder, report) in feed.taken() {
            let feeder = Feeder::stored(deps.api, feeder)?;
            response = response.add_event(reported(&name, &feeder, report));
        }
        response = response.add_events(feed.save(deps.storage, &env.block)?);
    }
    Ok(response)
}

fn reported(feed: &str, feeder: &Feeder, report: Report) -> PriceReported {
    PriceReported {
        feed: feed.to_owned(),
        feeder: feeder.address.to_string(),
        price: price_decimal(report.price),
        published_at: report.published_at,
        implied_volatility: units::decimal(ballast_math::yearly_of_variance(
            report.implied_variance,
        )),
    }
}
