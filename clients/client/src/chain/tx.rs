//! Transactions on the chain, and blocks by their number.

use cosmrs::tendermint::{abci::types::ExecTxResult, Hash};
use sha2::{Digest, Sha256};
use tendermint_rpc::Client as _;

use super::{nodes::unix_seconds, Block, Client, Refusal};
use crate::{Ended, Error, Included, Result};

impl Client {
    /// The header of a block.
    pub async fn block(&self, height: u64) -> Result<Block> {
        let at = number(height)?;
        let asked = self
            .nodes()
            .call(|http| async move { http.header(at).await })
            .await?;
        Ok(Block {
            height: asked.header.height.value(),
            time: unix_seconds(asked.header.time),
        })
    }

    /// A transaction by its hash, from a node's index: none if it is in no block that the node knows. One
    /// that was included and failed is the error that it failed with.
    pub async fn tx(&self, hash: &str) -> Result<Option<Included>> {
        let ended = self.outcome(hash).await?;
        ended.map(|ended| ended.result).transpose()
    }

    /// What a transaction came to, by a node's index. An error says only that it could not be looked for.
    pub(crate) async fn outcome(&self, hash: &str) -> Result<Option<Ended>> {
        let parsed: Hash = hash.parse().map_err(|_| Error::Unusable {
            what: format!("transaction hash '{hash}'"),
            reason: "expected 64 hexadecimal digits".to_owned(),
        })?;
        let asked = self
            .nodes()
            .call(|http| async move { http.tx(parsed, false).await })
            .await;
        match asked {
            Ok(found) => {
                let read = Ended::read(hash, found.height.value(), found.tx_result);
                Ok(Some(read))
            }
            Err(Refusal::Answer(text)) if text.contains("not found") => Ok(None),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// A transaction looked for in the blocks themselves, which every node has, from `from` to `to`.
    pub(crate) async fn find(&self, hash: &str, from: u64, to: u64) -> Result<Option<Ended>> {
        for height in from..=to {
            let at = number(height)?;
            let block = self
                .nodes()
                .call(|http| async move { http.block(at).await })
                .await?;
            let is_it = |tx: &Vec<u8>| hex::encode_upper(Sha256::digest(tx)) == hash;
            let Some(place) = block.block.data.iter().position(is_it) else {
                continue;
            };
            let results = self
                .nodes()
                .call(|http| async move { http.block_results(at).await })
                .await?;
            let result = results
                .txs_results
                .and_then(|results| results.into_iter().nth(place));
            let result: ExecTxResult = result.ok_or_else(|| Error::Malformed {
                what: format!("the results of block {height}"),
                reason: "a transaction has none".to_owned(),
            })?;
            return Ok(Some(Ended::read(hash, height, result)));
        }
        Ok(None)
    }
}

fn number(height: u64) -> Result<cosmrs::tendermint::block::Height> {
    height.try_into().map_err(|_| Error::Unusable {
        what: format!("block {height}"),
        reason: "it is out of range".to_owned(),
    })
}
