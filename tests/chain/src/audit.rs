//! What the chain itself has written down: every transaction from one block to another.

use ballast_types::{
    event::{attribute, BallastEvent},
    liquidation::Liquidated,
    oracle::PriceAccepted,
    vault::PositionSeized,
};
use cosmwasm_std::Event;
use tendermint_rpc::{client::HttpClient, Client as _};

use crate::Site;

/// Transactions in their order, read from the blocks' results: an index may miss what came just before
/// a node was killed.
#[derive(Debug, Clone, Default)]
pub struct Chronicle(Vec<Transaction>);

#[derive(Debug, Clone)]
struct Transaction {
    height: u64,
    payer: String,
    fee: u128,
    failure: Option<String>,
    events: Vec<Event>,
}

/// What an account has sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Transactions that did something.
    pub done: usize,
    /// What the others ended with: they paid their fee and did nothing.
    pub failed: Vec<String>,
    /// Fees, base units of stake.
    pub fees: u128,
    /// Messages that liquidated something.
    pub liquidations: usize,
    /// Rewards, base units of ether.
    pub reward: u128,
}

/// A position that was liquidated, in part or whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seizure {
    /// The block.
    pub height: u64,
    /// What the vault said.
    pub event: PositionSeized,
}

impl Chronicle {
    /// Reads the blocks after `from` up to `to`.
    pub async fn read(site: &Site, from: u64, to: u64) -> Self {
        let url = site.network.rpc_urls().swap_remove(0);
        let http = HttpClient::new(url.as_str()).unwrap();
        let mut all = vec![];
        for height in from + 1..=to {
            let at = u32::try_from(height).unwrap();
            let results = http.block_results(at).await.expect("a block has results");
            for result in results.txs_results.unwrap_or_default() {
                let events = events(&result.events);
                all.push(Transaction {
                    height,
                    payer: of_tx(&events, "fee_payer").to_owned(),
                    fee: of_tx(&events, "fee")
                        .trim_end_matches("stake")
                        .parse()
                        .unwrap_or(0),
                    failure: result.code.is_err().then_some(result.log),
                    events,
                });
            }
        }
        Self(all)
    }

    /// What one account has sent.
    pub fn ledger(&self, site: &Site, account: &str) -> Ledger {
        let liquidation = &site.manifest.contracts.liquidation;
        let mut ledger = Ledger::default();
        for sent in self.0.iter().filter(|sent| sent.payer == account) {
            ledger.fees += sent.fee;
            if let Some(failure) = &sent.failure {
                ledger.failed.push(failure.clone());
                continue;
            }
            ledger.done += 1;
            for event in Liquidated::parse_all(&sent.events, liquidation).unwrap() {
                assert_eq!(event.keeper, account);
                ledger.liquidations += 1;
                ledger.reward += event.reward.u128();
            }
        }
        ledger
    }

    /// The prices that one account's transactions had accepted, each with how many messages of the same
    /// transaction liquidated something.
    pub fn prices_brought(&self, site: &Site, account: &str) -> Vec<(PriceAccepted, usize)> {
        let contracts = &site.manifest.contracts;
        let of = |sent: &Transaction| {
            let accepted = PriceAccepted::parse_all(&sent.events, &contracts.oracle).unwrap();
            let liquidated = Liquidated::parse_all(&sent.events, &contracts.liquidation).unwrap();
            accepted.into_iter().map(move |it| (it, liquidated.len()))
        };
        let sent = self.0.iter().filter(|sent| sent.payer == account);
        sent.filter(|sent| sent.failure.is_none())
            .flat_map(of)
            .collect()
    }

    /// Every seizure there was.
    pub fn seizures(&self, site: &Site) -> Vec<Seizure> {
        let vault = &site.manifest.contracts.vault;
        let of = |sent: &Transaction| {
            let height = sent.height;
            let seized = PositionSeized::parse_all(&sent.events, vault).unwrap();
            seized
                .into_iter()
                .map(move |event| Seizure { height, event })
        };
        let done = self.0.iter().filter(|sent| sent.failure.is_none());
        done.flat_map(of).collect()
    }
}

/// What the chain's own event of a transaction says.
fn of_tx<'a>(events: &'a [Event], key: &str) -> &'a str {
    let of_tx = events.iter().filter(|event| event.ty == "tx");
    let mut found = of_tx.filter_map(|event| attribute(event, key));
    found.next().unwrap_or_default()
}

fn events(of_chain: &[cosmrs::tendermint::abci::Event]) -> Vec<Event> {
    let event = |found: &cosmrs::tendermint::abci::Event| {
        let mut event = Event::new(found.kind.clone());
        for attribute in &found.attributes {
            let (key, value) = (attribute.key_str(), attribute.value_str());
            event = event.add_attribute(key.unwrap_or_default(), value.unwrap_or_default());
        }
        event
    };
    of_chain.iter().map(event).collect()
}
