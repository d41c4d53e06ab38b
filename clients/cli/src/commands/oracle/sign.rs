//! Signing a report: no node is asked, nothing is sent.

use std::time::{SystemTime, UNIX_EPOCH};

use ballast_client::{is_address, sign, Error, Key};
use ballast_types::oracle::SignedReport;

use super::{read, stated};
use crate::{
    chain::{key_in_environment, signer_of, Chain, Contract, Embedded},
    command::{Actor, NamedOracle, Place, Signing},
    commands::ALICE,
    error::{CliError, CliResult},
    output::Output,
    text::quoted,
    time::moment,
};

/// For whom a report is signed, with which key, and what time it is.
struct Signer {
    oracle: NamedOracle,
    key: Key,
    now: u64,
}

/// Prints the signed report, or puts it into a file.
pub fn run(signing: &Signing, place: &Place, actor: Actor) -> CliResult<Output> {
    let signer = match (&signing.oracle, place) {
        (Some(oracle), _) => Signer::of_oracle(oracle, actor)?,
        (None, Place::Chain(name)) => {
            let (oracle, key) = signer_of(name, actor)?;
            let now = clock();
            Signer { oracle, key, now }
        }
        (None, Place::Sandbox(folder)) => {
            let chain = Embedded::open(folder)?;
            warn_of_unknown(&chain, &signing.statement.feed)?;
            Signer::of_sandbox(&chain, actor)?
        }
    };
    let report = stated(&signing.statement, signer.now);
    let NamedOracle { chain_id, address } = &signer.oracle;
    let signed = sign(report, chain_id, address, &signer.key)?;
    let Some(file) = &signing.file else {
        return Output::new(serde_json::to_string(&signed)?, &signed);
    };
    let count = read::put(file, &signed)?;
    let human = format!(
        "{}; {} in {}",
        told(&signed, signer.key.address()),
        if count == 1 {
            "the only report".to_owned()
        } else {
            format!("one of {count} reports")
        },
        file.display()
    );
    Output::new(human, &signed)
}

impl Signer {
    fn of_oracle(oracle: &NamedOracle, actor: Actor) -> CliResult<Self> {
        let address = &oracle.address;
        let prefix = address.rsplit_once('1').map_or("", |(prefix, _)| prefix);
        if !is_address(address, prefix) {
            let text = format!("--oracle takes the address of a contract, not '{address}'");
            return Err(CliError::Arguments(text));
        }
        let key = match actor.key {
            Some(file) => Key::from_file(&file, prefix),
            None => key_in_environment(prefix).ok_or(CliError::NoActor)?,
        };
        Ok(Self {
            oracle: oracle.clone(),
            key: key.map_err(Error::from)?,
            now: clock(),
        })
    }

    fn of_sandbox(chain: &Embedded, actor: Actor) -> CliResult<Self> {
        let account = actor.name.unwrap_or_else(|| ALICE.to_owned());
        Ok(Self {
            oracle: NamedOracle {
                chain_id: chain.chain_id(),
                address: chain.address(Contract::Oracle.name())?,
            },
            key: chain.key(&account)?,
            now: chain.now(),
        })
    }
}

/// A report is signed without asking the oracle, but the sandbox's is at hand.
fn warn_of_unknown(chain: &dyn Chain, feed: &str) -> CliResult<()> {
    let feeds = chain.feeds()?;
    if feeds.iter().all(|known| known.feed != feed) {
        let known: Vec<_> = feeds.into_iter().map(|feed| feed.feed).collect();
        eprintln!(
            "warning: the sandbox's oracle has no feed {feed}: it has {}",
            known.join(", ")
        );
    }
    Ok(())
}

/// This machine's clock, unix seconds.
fn clock() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

fn told(signed: &SignedReport, feeder: &str) -> String {
    let report = &signed.report;
    format!(
        "{feeder} says {} is at {}, {} UTC",
        report.feed,
        quoted(report.price),
        moment(report.published_at)
    )
}
