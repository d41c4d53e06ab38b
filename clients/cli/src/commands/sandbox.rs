//! The sandbox: beginning anew, the clock and the market.

use std::path::Path;

use ballast_devchain::{
    feeders::{publish, Jitter, Quote},
    Deployment, Devchain,
};
use cosmwasm_std::{Decimal, Uint128};
use serde_json::json;

use crate::{
    chain::{Chain, Embedded},
    command::SandboxCommand,
    error::{CliError, CliResult},
    output::Output,
    text::dollars,
    time::{moment, span, LAST_SECOND},
};

/// First prices of a sandbox, US dollars. A feed that is not named here begins without.
const PRICES: [(&str, u32); 2] = [("ETH", 2_000), ("BTC", 60_000)];

/// Seconds from a new chain to its first prices.
const BEAT: u64 = 60;

/// Does what the command says to the sandbox in a folder.
pub fn run(command: &SandboxCommand, folder: &Path) -> CliResult<Output> {
    match command {
        SandboxCommand::Reset => reset(folder),
        SandboxCommand::Advance { seconds, is_silent } => {
            advance(&mut Embedded::open(folder)?, *seconds, *is_silent)
        }
        SandboxCommand::Price { feed, price } => {
            set_price(&mut Embedded::open(folder)?, feed, *price)
        }
    }
}

fn reset(folder: &Path) -> CliResult<Output> {
    let deployment = Deployment::standard();
    let mut chain = Devchain::deploy(&deployment)?;
    let known = |feed: &str| deployment.feeds.iter().any(|spec| spec.feed == feed);
    let prices = PRICES.iter().filter(|(feed, _)| known(feed));
    let quotes: Vec<_> = prices
        .map(|(feed, usd)| Quote::new(feed, Decimal::from_ratio(Uint128::from(*usd), 1u8)))
        .collect();
    // A feed accepts what is published after it was added.
    chain.advance(BEAT);
    chain.report_prices(&quotes)?;
    let chain = Embedded::create(chain, folder)?;
    let with_money = deployment
        .accounts
        .iter()
        .filter(|account| !account.balances.is_empty());
    let accounts: Vec<_> = with_money.map(|account| account.name.as_str()).collect();
    let human = format!(
        "a new chain in {}, at {} UTC\naccounts with money: {}\n\
         try `ballast position open 10eth --mint 5000usd`, then `ballast status`",
        folder.display(),
        moment(chain.now()),
        accounts.join(", "),
    );
    Output::new(
        human,
        &json!({ "folder": folder, "time": chain.now(), "accounts": accounts }),
    )
}

/// Lets time pass. Between reports of an unchanged price nothing else changes, so only the feeders'
/// last heartbeat is carried out: the state is the same as after all of them.
fn advance(chain: &mut Embedded, seconds: u64, is_silent: bool) -> CliResult<Output> {
    let time = chain.now().saturating_add(seconds);
    if time > LAST_SECOND {
        return Err(CliError::TimeEnds {
            time,
            last: LAST_SECOND,
        });
    }
    chain.change(|chain| {
        chain.advance(seconds);
        if !is_silent {
            let quotes = chain.last_quotes()?;
            publish(chain, &quotes, Jitter::default())?;
        }
        Ok(())
    })?;
    let feeders = if is_silent {
        "the feeders were silent"
    } else {
        "the feeders kept reporting"
    };
    let human = format!(
        "{} later it is {} UTC; {feeders}",
        span(seconds),
        moment(chain.now())
    );
    Output::new(human, &json!({ "time": chain.now(), "silent": is_silent }))
}

fn set_price(chain: &mut Embedded, feed: &str, price: Decimal) -> CliResult<Output> {
    chain.change(|chain| {
        let feeds: Vec<_> = chain
            .deployment()
            .feeds
            .iter()
            .map(|spec| spec.feed.clone())
            .collect();
        if !feeds.iter().any(|known| known == feed) {
            let (given, known) = (feed.to_owned(), feeds.join(", "));
            return Err(CliError::UnknownFeed { given, known });
        }
        Ok(chain.report_price(feed, price)?)
    })?;
    let human = format!(
        "{feed} is at {} USD, {} UTC",
        dollars(price),
        moment(chain.now())
    );
    Output::new(
        human,
        &json!({ "feed": feed, "price": price, "time": chain.now() }),
    )
}
