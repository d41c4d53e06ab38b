//! A real chain on which the model's operations are done.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ballast_chain_tests::{artifacts, network, Site, PATIENCE};
use ballast_client::{
    sign, ChainConfig, Client, Key, Msg, Options, Pending, ProposalStatus, Signer, VoteOption,
};
use ballast_compiled::measure::Measured;
use ballast_deploy::{handover_proposal, signer_of};
use ballast_devchain::{
    account_key, Call, Operation, BANK, LIQUIDATION, ORACLE, STABLECOIN, VAULT,
};
use ballast_localnet::{BECH32_PREFIX, FEE_DENOM};
use ballast_types::oracle::{Report, SignedReport};
use cosmwasm_std::{coins, BankMsg};
use serde_json::Value;
use tendermint_rpc::{client::HttpClient, Client as _};

use crate::deployment;

/// Gas that one call may use, as in the model.
const GAS_LIMIT: u64 = 1_000_000;

/// Where the time of a report's publication stands in an operation.
const PUBLISHED: [&str; 2] = [
    "/report/reports/0/published_at",
    "/relay/reports/0/report/published_at",
];

/// Where signed reports stand in an operation.
const SIGNED: &str = "/relay/reports";

/// Everybody who signs an operation.
pub fn senders(model: &Measured) -> BTreeSet<String> {
    let measured = model.costs.iter();
    let measured = measured.flat_map(|cost| cost.before.iter().chain([&cost.operation]));
    let all = model.before.iter().chain(measured);
    all.map(|operation| operation.sender.clone()).collect()
}

/// What a transaction has cost.
#[derive(Debug, Clone, Copy)]
pub struct Spent {
    /// Its gas.
    pub gas: u64,
    /// Its bytes.
    pub bytes: u64,
    /// The last block that could have included it.
    pub until: u64,
}

/// The chain, with what was sent and not yet followed.
pub struct Node {
    site: Site,
    client: Client,
    signers: BTreeMap<String, Signer>,
    pending: Vec<(Signer, Pending)>,
    /// The time on this chain for each time of publication in the model.
    published: BTreeMap<u64, u64>,
}

impl Node {
    /// A chain with the model's deployment, on which everybody who will sign has signed before.
    pub async fn up(model: &Measured) -> Self {
        let artifacts = artifacts(); // before a network is made in vain
        let (folder, network) = network(&deployment::network(model));
        let file = deployment::file(&model.deployment, &network);
        let site = Site::deployed_as(&file, folder, network, &artifacts).await;
        let price = format!("0{FEE_DENOM}").parse().unwrap();
        let network = &site.network;
        let config = ChainConfig::new(network.chain_id(), network.rpc_urls(), BECH32_PREFIX, price);
        let client = Client::connect(&config).await.unwrap();
        let mut node = Self {
            site,
            client,
            signers: BTreeMap::new(),
            pending: vec![],
            published: BTreeMap::new(),
        };
        for name in senders(model) {
            let to = node.address(&name);
            let coins = coins(1, FEE_DENOM);
            node.send(&name, &[Msg::Send { to, coins }]).await;
        }
        node.settle().await;
        node
    }

    /// Governance takes the contracts over, and pins their codes.
    pub async fn pin(&mut self) {
        let proposal = handover_proposal(&self.client, &self.site.manifest);
        let proposal = proposal.await.unwrap().expect("nothing is pinned yet");
        let owner = self.signer("owner");
        let submitted = owner.send(&[Msg::SubmitProposal(proposal)]).await.unwrap();
        let id = submitted.proposal().unwrap();
        let vote = Msg::Vote {
            proposal: id,
            option: VoteOption::Yes,
        };
        self.signer("validator-0").send(&[vote]).await.unwrap();
        let passed = async {
            while self.client.proposal(id).await.unwrap().status == ProposalStatus::Voting {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        tokio::time::timeout(PATIENCE, passed)
            .await
            .expect("the vote ends");
        let pinned = self.client.pinned_codes().await.unwrap();
        assert_eq!(pinned.len(), self.site.manifest.codes.len());
    }

    /// Sends an operation without waiting for it. A node takes transactions in the order in which they come.
    pub async fn submit(&mut self, operation: &Operation) {
        for call in &operation.calls {
            for place in PUBLISHED {
                if let Some(at) = call.msg.pointer(place).and_then(Value::as_u64) {
                    self.publish(at).await;
                }
            }
        }
        let msgs: Vec<Msg> = operation.calls.iter().map(|call| self.msg(call)).collect();
        self.send(&operation.sender, &msgs).await;
    }

    /// Carries an operation out in a block of its own, so late that fees accrue in it.
    pub async fn spend(&mut self, operation: &Operation) -> Spent {
        self.settle().await;
        self.later_than(self.client.latest_block().await.unwrap().time)
            .await;
        self.submit(operation).await;
        let (signer, pending) = self.pending.pop().unwrap();
        let included = signer.follow(&pending).await;
        let included = included.unwrap_or_else(|error| panic!("{operation:?}: {error}"));
        Spent {
            gas: included.gas_used,
            bytes: self.bytes(&included.hash).await,
            until: pending.until,
        }
    }

    async fn send(&mut self, sender: &str, msgs: &[Msg]) {
        let options = Options {
            gas_limit: Some(GAS_LIMIT * msgs.len() as u64),
            ..Options::default()
        };
        let signer = self.signer(sender);
        let pending = signer.submit(msgs, &options).await.unwrap();
        self.pending.push((signer, pending));
    }

    /// Waits until all that was sent is done.
    async fn settle(&mut self) {
        for (signer, pending) in std::mem::take(&mut self.pending) {
            let included = signer.follow(&pending).await;
            included.unwrap_or_else(|error| panic!("{}: {error}", signer.address()));
        }
    }

    /// A new round of reports: of now, and newer than the last one.
    async fn publish(&mut self, at: u64) {
        if self.published.contains_key(&at) {
            return;
        }
        self.settle().await;
        let last = self.published.values().max().copied();
        let last = last.unwrap_or(self.client.latest_block().await.unwrap().time);
        let now = self.later_than(last).await;
        self.published.insert(at, now);
    }

    /// The model's signed report, signed for this chain by the feeder of the same name.
    fn signed_here(&self, signed: &Value) -> Value {
        let signed: SignedReport = serde_json::from_value(signed.clone()).unwrap();
        let is_of = |name: &String| {
            let key = account_key(name).unwrap();
            let public = key.verifying_key().to_encoded_point(true);
            public.as_bytes() == signed.public_key.as_slice()
        };
        let mut names = (1..).map(|number| format!("feeder-{number}"));
        let feeder = names.find(is_of).unwrap();
        let file = self.site.network.keys().join(format!("{feeder}.key"));
        let key = Key::from_file(&file, BECH32_PREFIX).unwrap();
        let report = Report {
            published_at: self.published[&signed.report.published_at],
            ..signed.report
        };
        let chain_id = self.site.network.chain_id();
        let here = sign(report, chain_id, &self.address(ORACLE), &key).unwrap();
        serde_json::to_value(here).unwrap()
    }

    /// Waits for a block of a later second; its time.
    async fn later_than(&self, time: u64) -> u64 {
        loop {
            let now = self.client.latest_block().await.unwrap().time;
            if now > time {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn bytes(&self, hash: &str) -> u64 {
        let http = HttpClient::new(self.site.network.rpc_urls()[0].as_str()).unwrap();
        let hash = hash.parse().unwrap();
        // The index may be behind the blocks.
        for _ in 0..50 {
            if let Ok(found) = http.tx(hash, false).await {
                return found.tx.len() as u64;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{hash} is not in the index");
    }

    fn signer(&mut self, name: &str) -> Signer {
        let (client, keys) = (&self.client, self.site.network.keys());
        let signer = self.signers.entry(name.to_owned());
        let signer = signer.or_insert_with(|| signer_of(client, &keys, name).unwrap());
        signer.clone()
    }

    /// The address of a contract or of an account.
    fn address(&self, name: &str) -> String {
        let contracts = &self.site.manifest.contracts;
        match name {
            VAULT => contracts.vault.clone(),
            ORACLE => contracts.oracle.clone(),
            LIQUIDATION => contracts.liquidation.clone(),
            STABLECOIN => contracts.stablecoin.clone(),
            account => self.site.network.address(account).unwrap().to_owned(),
        }
    }

    fn msg(&self, call: &Call) -> Msg {
        let mut msg = self.here(&call.msg);
        if let Some(at) = msg.pointer_mut(PUBLISHED[0]) {
            *at = self.published[&at.as_u64().unwrap()].into();
        }
        if let Some(reports) = msg.pointer_mut(SIGNED).and_then(Value::as_array_mut) {
            for signed in reports {
                *signed = self.signed_here(signed);
            }
        }
        if call.contract != BANK {
            return Msg::Execute {
                contract: self.address(&call.contract),
                msg,
                funds: call.funds.clone(),
            };
        }
        match serde_json::from_value(msg).unwrap() {
            BankMsg::Send { to_address, amount } => Msg::Send {
                to: to_address,
                coins: amount,
            },
            other => panic!("{other:?}"),
        }
    }

    /// A message with this chain's addresses in place of names.
    fn here(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix('@') {
                Some(name) => Value::String(self.address(name)),
                None => value.clone(),
            },
            Value::Array(items) => items.iter().map(|item| self.here(item)).collect(),
            Value::Object(fields) => {
                let fields = fields.iter();
                fields.map(|(k, v)| (k.clone(), self.here(v))).collect()
            }
            other => other.clone(),
        }
    }
}
