//! What a new network shall be, and what is refused before anything is made.

use std::{collections::BTreeSet, time::Duration};

use crate::{Error, Result};

/// What gas and deposits are paid with, and what validators stake. Six decimals by convention.
pub const FEE_DENOM: &str = "stake";

/// The most validators that a network can have. Each is a process of its own.
const MOST_VALIDATORS: u16 = 7;

/// Governance needs two periods, a voting period and a shorter one for expedited proposals, in whole
/// seconds.
const SHORTEST_VOTING: Duration = Duration::from_secs(2);
const SHORTEST_COMMIT: Duration = Duration::from_millis(50);

/// A network to be made by [`crate::Localnet::create`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The chain's name, which every signature is bound to.
    pub chain_id: String,
    /// 1 to 7. With four, one may fail and blocks are still made.
    pub validators: u16,
    /// Accounts of genesis. A key is made for each.
    pub accounts: Vec<Account>,
    /// How long a proposal is voted on; at least 2 s, whole seconds count. Half of it when expedited.
    pub voting_period: Duration,
    /// How long a node waits after a block before it starts the next; at least 50 ms.
    pub timeout_commit: Duration,
    /// The least price of one gas that nodes accept, as `0.025stake`.
    pub minimum_gas_prices: String,
}

/// An account of genesis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The key's name: small letters, digits and hyphens.
    pub name: String,
    /// What the account holds at the beginning.
    pub coins: Vec<Coin>,
}

/// An amount of a native denom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coin {
    /// The denom's name on the chain.
    pub denom: String,
    /// In base units; above zero.
    pub amount: u128,
}

impl Coin {
    /// `amount` base units of `denom`.
    pub fn new(amount: u128, denom: &str) -> Self {
        Self {
            denom: denom.to_owned(),
            amount,
        }
    }
}

impl Default for Options {
    /// One validator; everybody of the standard deployment with a million stake for fees, and the
    /// same holders as there, each with 10,000 ether (`aeth`, 18 decimals), 1,000 bitcoin (`ubtc`, 8
    /// decimals) and 1,000,000 `ustake` (6 decimals).
    fn default() -> Self {
        let holders = ["alice", "bob", "carol", "dave", "erin", "keeper"];
        let others = ["owner", "guardian", "treasury"].map(str::to_owned);
        let feeders = (1..=4).map(|number| format!("feeder-{number}"));
        let others = others.into_iter().chain(feeders).map(|name| Account {
            name,
            coins: vec![fees()],
        });
        let holders = holders.into_iter().map(|name| Account {
            name: name.to_owned(),
            coins: vec![
                fees(),
                Coin::new(10_000 * 10u128.pow(18), "aeth"),
                Coin::new(1_000 * 10u128.pow(8), "ubtc"),
                Coin::new(1_000_000 * 10u128.pow(6), "ustake"),
            ],
        });
        Self {
            chain_id: "ballast-local-1".to_owned(),
            validators: 1,
            accounts: others.chain(holders).collect(),
            voting_period: Duration::from_secs(10),
            timeout_commit: Duration::from_millis(300),
            minimum_gas_prices: format!("0.025{FEE_DENOM}"),
        }
    }
}

/// A million whole units for fees and deposits.
fn fees() -> Coin {
    Coin::new(1_000_000 * 10u128.pow(6), FEE_DENOM)
}

impl Options {
    /// Refuses what wasmd would refuse later, or accept and not start with.
    pub(crate) fn check(&self) -> Result<()> {
        if !(1..=MOST_VALIDATORS).contains(&self.validators) {
            return Err(Error::Validators {
                found: self.validators,
                most: MOST_VALIDATORS,
            });
        }
        ensure_name("a chain id", &self.chain_id)?;
        ensure_long("the voting period", self.voting_period, SHORTEST_VOTING)?;
        ensure_long("the commit timeout", self.timeout_commit, SHORTEST_COMMIT)?;
        ensure_price(&self.minimum_gas_prices)?;
        let mut names = BTreeSet::new();
        for account in &self.accounts {
            account.check()?;
            if !names.insert(&account.name) {
                return Err(refused(
                    "an account's name",
                    &account.name,
                    "it is there twice",
                ));
            }
        }
        Ok(())
    }
}

impl Account {
    fn check(&self) -> Result<()> {
        ensure_name("an account's name", &self.name)?;
        if self.name.starts_with("validator-") {
            let rule = "names with `validator-` are for the validators' own accounts";
            return Err(refused("an account's name", &self.name, rule));
        }
        let mut denoms = BTreeSet::new();
        for Coin { denom, amount } in &self.coins {
            ensure_denom(denom)?;
            if *amount == 0 {
                return Err(refused("a genesis coin", denom, "its amount is zero"));
            }
            if !denoms.insert(denom) {
                let rule = "the account holds it twice";
                return Err(refused("a genesis coin", denom, rule));
            }
        }
        Ok(())
    }
}

fn refused(what: &'static str, found: &str, rule: &'static str) -> Error {
    Error::Name {
        what,
        found: found.to_owned(),
        rule,
    }
}

fn ensure_long(what: &'static str, found: Duration, least: Duration) -> Result<()> {
    if found < least {
        return Err(Error::TooShort { what, least, found });
    }
    Ok(())
}

/// A name becomes a file's name and a word on a command line.
fn ensure_name(what: &'static str, name: &str) -> Result<()> {
    let is_fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let starts_well = name.bytes().next().is_some_and(|byte| byte != b'-');
    if !starts_well || name.len() > 48 || !name.bytes().all(is_fine) {
        let rule = "it takes 1 to 48 small letters, digits and hyphens, and no hyphen in front";
        return Err(refused(what, name, rule));
    }
    Ok(())
}

/// What the chain's own rule for denoms is.
fn ensure_denom(denom: &str) -> Result<()> {
    let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || b"/:._-".contains(&byte);
    let starts_well = denom.starts_with(|first: char| first.is_ascii_alphabetic());
    if !starts_well || !(3..=128).contains(&denom.len()) || !denom.bytes().all(is_fine) {
        let rule = "it takes a letter, then 2 to 127 letters, digits or any of /:._-";
        return Err(refused("a denom", denom, rule));
    }
    Ok(())
}

fn ensure_price(price: &str) -> Result<()> {
    let digits = price.find(|next: char| !next.is_ascii_digit() && next != '.');
    let (number, denom) = price.split_at(digits.unwrap_or(price.len()));
    if number.parse::<f64>().is_err() {
        let rule = "it is a decimal number with a denom, as 0.025stake";
        return Err(refused("a gas price", price, rule));
    }
    ensure_denom(denom)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn the_default_is_accepted() {
        Options::default().check().unwrap();
    }

    #[rstest]
    #[case::no_validator(|o: &mut Options| o.validators = 0, "0 validators")]
    #[case::eight_validators(|o: &mut Options| o.validators = 8, "1 to 7")]
    #[case::chain_id(|o: &mut Options| o.chain_id = "Chain 1".into(), "`Chain 1` cannot be a chain id")]
    #[case::no_chain_id(|o: &mut Options| o.chain_id.clear(), "`` cannot be a chain id")]
    #[case::voting(|o: &mut Options| o.voting_period = Duration::from_secs(1), "at least 2s, not 1s")]
    #[case::commit(|o: &mut Options| o.timeout_commit = Duration::ZERO, "at least 50ms, not 0ns")]
    #[case::price(|o: &mut Options| o.minimum_gas_prices = "stake".into(), "`stake` cannot be a gas price")]
    #[case::price_denom(|o: &mut Options| o.minimum_gas_prices = "0.1".into(), "`` cannot be a denom")]
    #[case::path(|o: &mut Options| first(o).name = "../owner".into(), "`../owner` cannot be an account's name")]
    #[case::flag(|o: &mut Options| first(o).name = "-h".into(), "`-h` cannot be an account's name")]
    #[case::validator(|o: &mut Options| first(o).name = "validator-0".into(), "validators' own accounts")]
    #[case::twice(|o: &mut Options| first(o).name = "alice".into(), "`alice` cannot be an account's name: it is there twice")]
    #[case::denom(|o: &mut Options| first(o).coins = vec![Coin::new(1, "1eth")], "`1eth` cannot be a denom")]
    #[case::short_denom(|o: &mut Options| first(o).coins = vec![Coin::new(1, "et")], "`et` cannot be a denom")]
    #[case::zero(|o: &mut Options| first(o).coins = vec![Coin::new(0, "aeth")], "its amount is zero")]
    #[case::two(|o: &mut Options| first(o).coins = vec![Coin::new(1, "aeth"); 2], "holds it twice")]
    fn bad_options_are_refused(#[case] spoil: fn(&mut Options), #[case] says: &str) {
        let mut options = Options::default();
        spoil(&mut options);
        let text = options.check().unwrap_err().to_string();
        assert!(text.contains(says), "{text}");
    }

    fn first(options: &mut Options) -> &mut Account {
        options.accounts.first_mut().unwrap()
    }
}
