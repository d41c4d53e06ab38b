//! What a configuration's values must be.

use std::fmt::Display;

use ballast_client::Endpoint;
use ballast_types::{oracle::COUNTING_WINDOW, vault::MAX_LIQUIDATED};
use cosmwasm_std::Decimal;
use tracing_subscriber::EnvFilter;

use super::{Config, ConfigError, FeedConfig, ReportSource, SourceConfig};

type Checked = Result<(), ConfigError>;

/// A day: no interval is longer.
const DAY: u64 = 86_400;

impl Config {
    /// Refuses values that can not be.
    pub fn check(&self) -> Checked {
        within(
            "node.maximum_lag_seconds",
            self.node.maximum_lag_seconds,
            (1, DAY),
        )?;
        self.check_tasks()?;
        self.check_transactions()?;
        within("gas_coin.decimals", self.gas_coin.decimals, (0, 18))?;
        let deviation = self.prices.deviation;
        at_most("prices.deviation", deviation, Decimal::one())?;
        self.check_feeds()?;
        self.check_relay()?;
        within(
            "liquidation.batch",
            self.liquidation.batch,
            (1, MAX_LIQUIDATED),
        )?;
        self.check_auctions()?;
        let discount = self.orders.minimum_discount;
        at_most("orders.minimum_discount", discount, Decimal::one())?;
        self.check_housekeeping()?;
        let stalled = self.server.stalled_seconds;
        within("server.stalled_seconds", stalled, (1, DAY))?;
        let listen = self.server.listen;
        holds(
            listen.ip().is_loopback(),
            "server.listen",
            listen,
            "a loopback address",
        )?;
        let level = &self.log.level;
        let is_filter = EnvFilter::try_new(level).is_ok() && !level.trim().is_empty();
        holds(
            is_filter,
            "log.level",
            level,
            "a level or a filter as info,hyper=warn",
        )
    }

    fn check_tasks(&self) -> Checked {
        let tasks = &self.tasks;
        within("tasks.interval_seconds", tasks.interval_seconds, (1, DAY))?;
        within("tasks.deadline_seconds", tasks.deadline_seconds, (1, DAY))?;
        let (first, last) = (tasks.backoff_first_seconds, tasks.backoff_last_seconds);
        within("tasks.backoff_first_seconds", first, (1, DAY))?;
        within("tasks.backoff_last_seconds", last, (first, DAY))?;
        within("tasks.shutdown_seconds", tasks.shutdown_seconds, (0, DAY))
    }

    fn check_transactions(&self) -> Checked {
        let given = &self.transactions;
        let ten = Decimal::percent(1_000);
        at_least("transactions.gas_margin", given.gas_margin, Decimal::one())?;
        at_most("transactions.gas_margin", given.gas_margin, ten)?;
        let factor = given.fee_factor;
        let is_more = factor > Decimal::one() && factor <= ten;
        holds(
            is_more,
            "transactions.fee_factor",
            factor,
            "above 1 and at most 10",
        )?;
        let multiple = given.maximum_fee_multiple;
        at_least(
            "transactions.maximum_fee_multiple",
            multiple,
            Decimal::one(),
        )?;
        within(
            "transactions.timeout_blocks",
            given.timeout_blocks,
            (1, 1_000),
        )?;
        let wait = given.wait_blocks_after_start;
        let bound = (given.timeout_blocks, 10_000);
        within("transactions.wait_blocks_after_start", wait, bound)
    }

    fn check_feeds(&self) -> Checked {
        let feeds = &self.prices.feeds;
        none_twice("prices.feeds", feeds.iter().map(|feed| &feed.feed))?;
        feeds.iter().try_for_each(FeedConfig::check)
    }

    fn check_relay(&self) -> Checked {
        let given = &self.relay;
        at_most("relay.deviation", given.deviation, Decimal::one())?;
        none_twice("relay.feeds", &given.feeds)?;
        let mut names = given.feeds.iter();
        names.try_for_each(|name| feed_name("relay.feeds", name))?;
        none_twice("relay.sources", &given.sources)?;
        given.sources.iter().try_for_each(ReportSource::check)
    }

    fn check_auctions(&self) -> Checked {
        let given = &self.auctions;
        let one = Decimal::one();
        at_most("auctions.minimum_discount", given.minimum_discount, one)?;
        let Some(taker) = &given.taker else {
            return Ok(());
        };
        let is_address = !taker.is_empty() && taker.chars().all(|c| c.is_ascii_alphanumeric());
        holds(is_address, "auctions.taker", taker, "a contract's address")
    }

    fn check_housekeeping(&self) -> Checked {
        let given = &self.housekeeping;
        within(
            "housekeeping.interval_seconds",
            given.interval_seconds,
            (1, DAY),
        )?;
        within(
            "housekeeping.accrue_seconds",
            given.accrue_seconds,
            (60, 366 * DAY),
        )
    }
}

impl FeedConfig {
    fn check(&self) -> Checked {
        let key = |field: &str| format!("prices.feeds {}: {field}", self.feed);
        feed_name("prices.feeds feed", &self.feed)?;
        let age = self.maximum_age_seconds;
        within(&key("maximum_age_seconds"), age, (1, COUNTING_WINDOW))?;
        match &self.source {
            SourceConfig::File(source) => {
                within(&key("maximum_bytes"), source.maximum_bytes, (1, 1 << 30))
            }
            SourceConfig::Command(source) => {
                let program = &source.program;
                holds(!program.is_empty(), &key("program"), program, "a program")?;
                within(&key("timeout_seconds"), source.timeout_seconds, (1, 60))?;
                within(&key("maximum_bytes"), source.maximum_bytes, (1, 1 << 24))
            }
            SourceConfig::Http(source) => {
                address(&key("url"), &source.url)?;
                pointer(&key("price"), &source.price)?;
                pointer(&key("time"), source.time.as_deref().unwrap_or(""))?;
                within(&key("timeout_seconds"), source.timeout_seconds, (1, 60))?;
                within(&key("maximum_bytes"), source.maximum_bytes, (1, 1 << 24))
            }
        }
    }
}

impl ReportSource {
    fn check(&self) -> Checked {
        let key = |field: &str| format!("relay.sources {self}: {field}");
        let maximum_bytes = match self {
            Self::File(file) => {
                let is_path = !file.path.as_os_str().is_empty();
                holds(is_path, "relay.sources path", "empty", "a file")?;
                file.maximum_bytes
            }
            Self::Http(server) => {
                address("relay.sources url", &server.url)?;
                within(&key("timeout_seconds"), server.timeout_seconds, (1, 60))?;
                server.maximum_bytes
            }
        };
        within(&key("maximum_bytes"), maximum_bytes, (1, 1 << 24))
    }
}

fn none_twice<'a, T: PartialEq + Display + 'a>(
    key: &'static str,
    named: impl IntoIterator<Item = &'a T>,
) -> Checked {
    let mut seen: Vec<&T> = vec![];
    for one in named {
        if seen.contains(&one) {
            let name = one.to_string();
            return Err(ConfigError::Twice { key, name });
        }
        seen.push(one);
    }
    Ok(())
}

fn feed_name(key: &str, name: &str) -> Checked {
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "-/".contains(c);
    let is_name = (1..=16).contains(&name.len()) && name.chars().all(fits);
    holds(is_name, key, name, "1 to 16 of A-Z, 0-9, -, /")
}

fn address(key: &str, url: &Endpoint) -> Checked {
    let parsed = reqwest::Url::parse(url.whole());
    let is_web = parsed.is_ok_and(|url| ["http", "https"].contains(&url.scheme()));
    holds(is_web, key, url, "an http or https address")
}

fn pointer(key: &str, given: &str) -> Checked {
    let is_pointer = given.is_empty() || given.starts_with('/');
    holds(
        is_pointer,
        key,
        given,
        "a JSON pointer, which is empty or begins with /",
    )
}

fn within<T: PartialOrd + Display>(key: &str, given: T, (least, most): (T, T)) -> Checked {
    let bound = format!("{least} to {most}");
    holds(least <= given && given <= most, key, given, bound)
}

fn at_least(key: &str, given: Decimal, least: Decimal) -> Checked {
    holds(given >= least, key, given, format!("{least} or more"))
}

fn at_most(key: &str, given: Decimal, most: Decimal) -> Checked {
    holds(given <= most, key, given, format!("at most {most}"))
}

fn holds(is_so: bool, key: &str, given: impl Display, bound: impl Display) -> Checked {
    if is_so {
        return Ok(());
    }
    Err(ConfigError::OutOfBounds {
        key: key.to_owned(),
        given: given.to_string(),
        bound: bound.to_string(),
    })
}
