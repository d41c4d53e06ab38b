//! What the demo can play: each scenario is data, all are played by the same engine.
//!
//! [`list`] holds the data, and [`deployment`] turns a scenario into the system that it begins with.

mod deployment;
mod list;

use ballast_devchain::paths::{CsvError, Hour, Table};
use cosmwasm_std::{Decimal, Uint128};
use serde::{Serialize, Serializer};

use crate::{amount::grouped, error::CliError};

pub use list::SCENARIOS;

/// Seconds of an hour.
const HOUR: u64 = 3_600;

/// A market, a system on it, and who is there to buy.
#[derive(Debug)]
pub struct Scenario {
    /// What is typed.
    pub name: &'static str,
    /// One line that tells it from the others.
    pub about: &'static str,
    /// Heading of its page.
    pub title: &'static str,
    /// The market's prices.
    pub prices: Table,
    /// Hours for which the last price stands, at most: the market stays as it is until nothing is left under
    /// auction.
    pub aftermath: u32,
    /// What is locked.
    pub collateral: Collateral,
    /// The least and the highest ratio at which a borrower opens, hundredths of a per cent.
    pub ratios: (u64, u64),
    /// The same of those who lend or buy.
    pub safe_ratios: (u64, u64),
    /// What the stability pool begins with, in per cent of what the borrowers owe.
    pub pool: u64,
    /// Who buys, in the order in which they come. The first is the keeper: it also liquidates, restarts
    /// auctions, and buys at once where pool and auctions have no room.
    pub buyers: &'static [Buyer],
    /// Who redeems, if anybody does.
    pub redeemer: Option<Redeemer>,
}

/// A collateral type: what differs from the standard deployment's ether. Ratios in per cent.
#[derive(Debug)]
pub struct Collateral {
    /// Its asset, a coin.
    pub asset: &'static str,
    /// The coin's denom.
    pub denom: &'static str,
    /// Decimals of a whole unit.
    pub decimals: u8,
    /// What people call it.
    pub called: &'static str,
    /// M, and R with it.
    pub base_mint_ratio: u64,
    /// L.
    pub liquidation_ratio: u64,
    /// p.
    pub penalty: u64,
}

/// Somebody with stablecoin who buys collateral.
#[derive(Debug)]
pub struct Buyer {
    /// Its account.
    pub name: &'static str,
    /// Stablecoin that it begins with, in per cent of what the borrowers owe.
    pub capital: u64,
    /// How far under the market's price it wants to buy at auctions, in per cent.
    pub discount: u64,
    /// Seconds between its visits to the auctions; zero comes after every price.
    pub every: u64,
    /// Seconds after which it sells on the market what it bought; none keeps it.
    pub sells_after: Option<u64>,
}

/// Holders who redeem when it pays for those who trust that a whole unit of the collateral will be worth a
/// dollar again.
#[derive(Debug)]
pub struct Redeemer {
    /// What they redeem in an hour, in per cent of what the borrowers owed.
    pub hourly: u64,
    /// They do if they get so many per cent more whole units than they spend stablecoins, fees included.
    pub gain: u64,
}

impl Scenario {
    /// What the demo plays if nothing is named.
    pub const fn usual() -> &'static Self {
        let [usual, ..] = SCENARIOS;
        usual
    }

    /// The one of a name.
    pub fn named(name: &str) -> Result<&'static Self, CliError> {
        let found = SCENARIOS.into_iter().find(|scenario| scenario.name == name);
        found.ok_or_else(|| CliError::UnknownScenario {
            given: name.to_owned(),
            known: SCENARIOS.map(|scenario| scenario.name).join(", "),
        })
    }

    /// The feed of its collateral.
    pub const fn feed(&self) -> &'static str {
        self.prices.symbol()
    }

    /// The market's hours, then those of the aftermath.
    pub fn hours(&self) -> Result<(Vec<Hour>, Vec<Hour>), CsvError> {
        let hours = self.prices.hours()?;
        let after = hours.last().map(|last| {
            let at_close = |number: u32| Hour {
                time: last.time + HOUR * u64::from(number),
                open: last.close,
                high: last.close,
                low: last.close,
                close: last.close,
            };
            (1..=self.aftermath).map(at_close).collect()
        });
        Ok((hours, after.unwrap_or_default()))
    }

    /// Whether what borrowers mint is sold to others, who then buy collateral with it or redeem it. Else they
    /// keep it.
    pub fn has_market(&self) -> bool {
        let sells = |buyer: &Buyer| buyer.sells_after.is_some();
        self.redeemer.is_some() || self.buyers.iter().any(sells)
    }
}

impl Buyer {
    /// One who comes after every price and keeps what it buys.
    const fn new(name: &'static str, capital: u64, discount: u64) -> Self {
        Self {
            name,
            capital,
            discount,
            every: 0,
            sells_after: None,
        }
    }

    const fn coming_every(self, every: u64) -> Self {
        Self { every, ..self }
    }

    const fn selling_after(self, seconds: u64) -> Self {
        let sells_after = Some(seconds);
        Self {
            sells_after,
            ..self
        }
    }
}

impl Serialize for Scenario {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl Collateral {
    /// Base units of a whole one.
    pub fn whole(&self) -> u128 {
        10u128.pow(u32::from(self.decimals))
    }

    /// What an amount is worth at a price, stablecoin base units, rounded down.
    pub fn worth(&self, amount: Uint128, price: Decimal) -> Uint128 {
        // A price has 18 digits, a dollar 6.
        let of_whole = Uint128::new(self.whole()) * Uint128::new(10u128.pow(12));
        amount.multiply_ratio(price.atomics(), of_whole)
    }

    /// An amount to read: `1,234.5678 eth`.
    pub fn shown(&self, amount: Uint128) -> String {
        format!(
            "{} {}",
            grouped(amount.u128(), self.decimals, 4),
            self.asset
        )
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
