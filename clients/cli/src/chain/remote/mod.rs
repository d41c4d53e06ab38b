//! A real chain that a manifest names.
//!
//! Questions and transactions go to a node and wait for its answer, one after another, so a small
//! runtime on this thread is all that is needed. A refusal comes back as text; what it says is read from
//! the text by [`super::refusal::of_text`].

mod actor;
mod assets;
mod find;
mod names;

use std::{collections::BTreeMap, future::Future};

use ballast_client::{Client, Error, Included, Key, Manifest, Msg};
use ballast_devchain::Call;
use ballast_types::Asset;
use cosmwasm_std::Event;
use cw20::{BalanceResponse, Cw20QueryMsg};
use serde_json::Value;
use tokio::runtime::Runtime;

use super::{refusal, AssetInfo, Chain, Contract, Receipt};
use crate::{
    command::{Actor, ChainName, NamedOracle},
    error::{CliError, CliResult, RemoteError},
};
use actor::Own;
use names::Book;

pub use actor::key_in_environment;
pub use find::manifest_file;

/// The oracle of a chain and the key that signs for it, without asking a node.
pub fn signer_of(name: &ChainName, actor: Actor) -> CliResult<(NamedOracle, Key)> {
    let manifest = Manifest::load(&find::manifest_file(name)?).map_err(Error::from)?;
    let names = Book::new(&manifest);
    let (acting, own) = actor::find(&manifest, &names, actor)?;
    let account = acting.ok_or(CliError::NoActor)?;
    let key = actor::key(&manifest, &names, own.as_ref(), &account)?;
    let oracle = NamedOracle {
        chain_id: manifest.chain_id,
        address: manifest.contracts.oracle,
    };
    Ok((oracle, key))
}

/// A runtime for programs that wait for one thing at a time.
pub fn runtime() -> CliResult<Runtime> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().map_err(CliError::Runtime)
}

/// A chain with the node that is asked, and the keys that are at hand.
pub struct Remote {
    runtime: Runtime,
    client: Client,
    manifest: Manifest,
    names: Book,
    own: Option<Own>,
    assets: Vec<AssetInfo>,
    now: u64,
    sent: Vec<Receipt>,
}

impl Remote {
    /// Connects to the chain of a manifest. The second is who acts, if anyone does.
    pub fn open(name: &ChainName, actor: Actor) -> CliResult<(Self, Option<String>)> {
        let file = find::manifest_file(name)?;
        let manifest = Manifest::load(&file).map_err(Error::from)?;
        let names = Book::new(&manifest);
        let (acting, own) = actor::find(&manifest, &names, actor)?;
        let runtime = runtime()?;
        let client = runtime.block_on(Client::connect(&manifest))?;
        let mut remote = Self {
            runtime,
            client,
            manifest,
            names,
            own,
            assets: vec![],
            now: 0,
            sent: vec![],
        };
        remote.refresh()?;
        remote.assets = assets::listed(&remote).map_err(|error| match error {
            CliError::Client(error) => match *error {
                Error::Missing { what } => RemoteError::NotDeployed { file, what }.into(),
                other => other.into(),
            },
            other => other,
        })?;
        Ok((remote, acting))
    }

    /// The client, for questions that only a real chain answers.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A text with names for the addresses in it.
    pub fn in_text(&self, text: &str) -> String {
        self.names.in_text(text)
    }

    /// Waits for an answer.
    pub fn wait<T>(&self, answer: impl Future<Output = Result<T, Error>>) -> CliResult<T> {
        Ok(self.runtime.block_on(answer)?)
    }

    /// Sends messages by an account whose key is at hand, in one transaction, and waits until it is on
    /// the chain.
    pub fn send(&mut self, sender: &str, msgs: &[Msg]) -> CliResult<Included> {
        let key = actor::key(&self.manifest, &self.names, self.own.as_ref(), sender)?;
        let signer = self.client.signer(key);
        let included = self.runtime.block_on(signer.send(msgs));
        let included = included.map_err(|error| self.refused(error))?;
        self.sent.push(Receipt {
            hash: included.hash.clone(),
            height: included.height,
            gas_used: included.gas_used,
            gas_wanted: included.gas_wanted,
        });
        self.refresh()?;
        Ok(included)
    }

    fn refused(&self, error: Error) -> CliError {
        match error {
            Error::Refused { text } => {
                refusal::of_text(&text, |text| self.names.in_text(text)).into()
            }
            other => other.into(),
        }
    }

    /// Looks at the clock.
    fn refresh(&mut self) -> CliResult<()> {
        self.now = self.runtime.block_on(self.client.latest_block())?.time;
        Ok(())
    }
}

impl Chain for Remote {
    fn id(&self) -> String {
        self.manifest.chain_id.clone()
    }

    fn is_sandbox(&self) -> bool {
        false
    }

    fn can_sign(&self, account: &str) -> bool {
        actor::has_key(&self.manifest, self.own.as_ref(), account)
    }

    fn sent(&self) -> &[Receipt] {
        &self.sent
    }

    fn codes(&self) -> BTreeMap<String, u64> {
        let codes = self.manifest.codes.iter();
        codes.map(|(name, code)| (name.clone(), code.id)).collect()
    }

    fn is_pinned(&self, code: u64) -> CliResult<Option<bool>> {
        // Codes are counted from 1; of code 0 the chain refuses the question.
        if code == 0 || self.wait(self.client.code_info(code))?.is_none() {
            return Ok(None);
        }
        let pinned = self.wait(self.client.pinned_codes())?;
        Ok(Some(pinned.contains(&code)))
    }

    fn now(&self) -> u64 {
        self.now
    }

    fn assets(&self) -> Vec<AssetInfo> {
        self.assets.clone()
    }

    fn address(&self, name: &str) -> CliResult<String> {
        self.names.address(name)
    }

    fn name_of(&self, address: &str) -> String {
        self.names.name_of(address).to_owned()
    }

    fn ask(&self, contract: Contract, question: Value) -> CliResult<Value> {
        let address = self.names.contract(contract);
        self.wait(self.client.smart(address, &question))
    }

    fn balance(&self, holder: &str, asset: &AssetInfo) -> CliResult<u128> {
        let address = self.address(holder)?;
        match &asset.asset {
            Asset::Native { denom } => self.wait(self.client.balance(&address, denom)),
            Asset::Cw20 { contract } => {
                let question = Cw20QueryMsg::Balance { address };
                let answer: BalanceResponse = self.wait(self.client.smart(contract, &question))?;
                Ok(answer.balance.u128())
            }
        }
    }

    fn execute(&mut self, sender: &str, calls: Vec<Call>) -> CliResult<Vec<Event>> {
        let mut msgs = vec![];
        for call in calls {
            msgs.push(Msg::Execute {
                contract: self.address(&call.contract)?,
                msg: call.msg,
                funds: call.funds,
            });
        }
        let included = self.send(sender, &msgs)?;
        let done = included
            .events
            .iter()
            .filter(|event| names::is_of_message(event));
        Ok(done.map(|event| self.names.in_event(event)).collect())
    }
}
