//! A real chain, through the client.

use ballast_client::{BlockEvent, Client, Error, GasPrice, Msg, Options, Pending, Signer};
use cosmwasm_std::Decimal;
use serde::{de::DeserializeOwned, Serialize};

use super::{
    Account, Block, Blocks, Call, Contracts, Ended, Included, Node, NodeError, SendError, Sent,
    Simulated, Terms,
};

/// A chain's nodes.
#[derive(Clone, Debug)]
pub struct ClientNode {
    client: Client,
    contracts: Contracts,
}

impl ClientNode {
    /// For a deployment's contracts.
    pub fn new(client: Client, contracts: Contracts) -> Self {
        Self { client, contracts }
    }
}

impl Node for ClientNode {
    type Blocks = ClientBlocks;

    fn contracts(&self) -> &Contracts {
        &self.contracts
    }

    fn chain_id(&self) -> String {
        self.client.config().chain_id.clone()
    }

    fn gas_price(&self) -> Decimal {
        self.client.config().gas_price.amount
    }

    async fn head(&self, least: u64) -> Result<Block, NodeError> {
        Ok(self.client.latest_block_from(least).await?)
    }

    async fn query<T: DeserializeOwned>(
        &self,
        at: Block,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, NodeError> {
        let client = self.client.at(at.height);
        Ok(client.smart(contract, question).await?)
    }

    async fn gas_coins(&self, address: &str) -> Result<u128, NodeError> {
        let denom = &self.client.config().gas_price.denom;
        Ok(self.client.balance(address, denom).await?)
    }

    fn blocks(&self) -> ClientBlocks {
        ClientBlocks(self.client.blocks())
    }
}

/// A chain's blocks as they come.
#[derive(Debug)]
pub struct ClientBlocks(ballast_client::Blocks);

impl Blocks for ClientBlocks {
    async fn next(&mut self) -> Result<Block, NodeError> {
        loop {
            match self.0.next().await {
                BlockEvent::Block(next) => return Ok(next),
                BlockEvent::Skipped { from, to } => tracing::info!(from, to, "blocks were missed"),
                BlockEvent::Disconnected { reason } => return Err(NodeError::Unreachable(reason)),
            }
        }
    }
}

/// An account on a real chain. Tasks that use one key share one signer.
#[derive(Clone, Debug)]
pub struct ClientAccount(pub Signer);

impl Sent for Pending {
    fn until(&self) -> u64 {
        self.until
    }
}

impl Account for ClientAccount {
    type Sent = Pending;

    fn address(&self) -> &str {
        self.0.address()
    }

    async fn simulate(&self, calls: &[Call]) -> Result<Simulated, SendError> {
        let simulated = self.0.simulate(&messages(calls)).await?;
        Ok(Simulated {
            gas_used: simulated.gas_used,
            events: simulated.events,
        })
    }

    async fn submit(&self, calls: &[Call], terms: Terms) -> Result<Pending, SendError> {
        let denom = self.0.client().config().gas_price.denom.clone();
        let options = Options {
            gas_limit: Some(terms.gas_limit),
            gas_price: Some(GasPrice {
                amount: terms.gas_price,
                denom,
            }),
            timeout_blocks: Some(terms.timeout_blocks),
            ..Options::default()
        };
        Ok(self.0.submit(&messages(calls), &options).await?)
    }

    async fn follow(&self, sent: &Pending) -> Result<Ended, SendError> {
        let ended = self.0.follow_to_end(sent).await?;
        let included = |included: ballast_client::Included| Included {
            hash: included.hash,
            height: included.height,
            gas_used: included.gas_used,
            events: included.events,
        };
        Ok(Ended {
            height: ended.height,
            result: ended.result.map(included).map_err(SendError::from),
        })
    }
}

fn messages(calls: &[Call]) -> Vec<Msg> {
    let message = |call: &Call| Msg::Execute {
        contract: call.contract.clone(),
        msg: call.msg.clone(),
        funds: vec![],
    };
    calls.iter().map(message).collect()
}

impl From<Error> for NodeError {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        match error {
            Error::Unreachable { .. } => Self::Unreachable(text),
            Error::Lagging { .. } | Error::Ahead { .. } => Self::Lagging(text),
            Error::Refused { .. } => Self::Refused(text),
            _ => Self::Other(text),
        }
    }
}

impl From<Error> for SendError {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused { text } => Self::Refused(text),
            Error::InsufficientFee { given, needed } => Self::InsufficientFee { given, needed },
            Error::OutOfGas { wanted, used } => Self::OutOfGas { wanted, used },
            Error::NotIncluded { until, .. } => Self::NotIncluded { until },
            Error::Unconfirmed { until, reason, .. } => Self::Unknown { until, reason },
            error @ (Error::InsufficientFunds { .. } | Error::UnknownAccount { .. }) => {
                Self::InsufficientFunds(error.to_string())
            }
            error => Self::Other(error.to_string()),
        }
    }
}
