//! Numbering, simulating and signing.

use cosmrs::{
    crypto::PublicKey,
    proto::{
        cosmos::tx::v1beta1::{SimulateRequest, SimulateResponse},
        prost::Message,
    },
    tx::{Body, BodyBuilder, Fee, SignDoc, SignerInfo},
    Any, Coin as FeeCoin,
};
use cosmwasm_std::Uint128;
use sha2::{Digest, Sha256};

use super::{Numbers, Options, Signer, Simulated};
use crate::{Error, GasPrice, Msg, Result};

/// What a simulation's fee is reckoned for: it must only be paid like a real one.
const USUAL_GAS: u64 = 200_000;

impl Signer {
    pub(super) fn pack(&self, msgs: &[Msg]) -> Result<Vec<Any>> {
        msgs.iter().map(|msg| msg.to_any(self.address())).collect()
    }

    /// The account's number and its next transaction's.
    pub(super) async fn number(&self, numbers: &mut Numbers) -> Result<(u64, u64)> {
        if let (Some(account), Some(next)) = (numbers.account, numbers.next) {
            return Ok((account, next));
        }
        let account = self.client.account(self.address()).await?;
        numbers.account = Some(account.number);
        let next = *numbers.next.get_or_insert(account.sequence);
        Ok((account.number, next))
    }

    /// Simulates, signs and broadcasts once. The transaction's bytes and gas limit.
    pub(super) async fn attempt(
        &self,
        msgs: &[Any],
        options: &Options,
        until: u64,
        numbers: &mut Numbers,
    ) -> Result<(Vec<u8>, u64)> {
        let (account, sequence) = self.number(numbers).await?;
        let body = body(msgs, &options.memo, until)?;
        let price = options.gas_price.as_ref();
        let price = price.unwrap_or(&self.client.config().gas_price);
        let gas = if let Some(limit) = options.gas_limit {
            limit
        } else {
            let simulated = self.simulated(body.clone(), price, sequence).await?;
            self.with_margin(simulated.gas_used)
        };
        let fee = Fee::from_amount_and_gas(fee_coin(price, gas)?, gas);
        let info = SignerInfo::single_direct(Some(self.public_key()), sequence);
        let info = info.auth_info(fee);
        let chain = self.client.config().chain_id.parse().map_err(unusable)?;
        let doc = SignDoc::new(&body, &info, &chain, account).map_err(unusable)?;
        let bytes = doc.sign(self.key.signing()).map_err(unusable)?;
        let bytes = bytes.to_bytes().map_err(unusable)?;
        self.broadcast(&bytes, sequence, numbers).await?;
        Ok((bytes, gas))
    }

    /// What a transaction does as the account's transaction of that number. A fee is offered as it
    /// will be: taking it costs gas too.
    pub(super) async fn simulated(
        &self,
        body: Body,
        price: &GasPrice,
        sequence: u64,
    ) -> Result<Simulated> {
        let info = SignerInfo::single_direct(Some(self.public_key()), sequence);
        let fee = Fee::from_amount_and_gas(fee_coin(price, USUAL_GAS)?, USUAL_GAS);
        let raw = cosmrs::proto::cosmos::tx::v1beta1::TxRaw {
            body_bytes: body.into_bytes().map_err(unusable)?,
            auth_info_bytes: info.auth_info(fee).into_bytes().map_err(unusable)?,
            signatures: vec![vec![0; 64]],
        };
        let request = SimulateRequest {
            tx_bytes: raw.encode_to_vec(),
            ..SimulateRequest::default()
        };
        let path = "/cosmos.tx.v1beta1.Service/Simulate";
        let asked = self
            .client
            .grpc::<_, SimulateResponse>(path, &request)
            .await?;
        let answer = asked.map_err(|refused| refused.meaning())?;
        Simulated::read(answer).ok_or_else(|| Error::Malformed {
            what: "the simulation".to_owned(),
            reason: "it has no gas".to_owned(),
        })
    }

    fn with_margin(&self, used: u64) -> u64 {
        let margin = self.client.config().gas_margin;
        let limit = Uint128::from(used).checked_mul_ceil(margin);
        let limit = limit.map_or(u64::MAX, |limit| {
            u64::try_from(limit.u128()).unwrap_or(u64::MAX)
        });
        limit.max(used)
    }

    fn public_key(&self) -> PublicKey {
        self.key.signing().public_key()
    }
}

/// The body of a transaction that can be included up to block `until`; zero sets no end.
pub(super) fn body(msgs: &[Any], memo: &str, until: u64) -> Result<Body> {
    let mut builder = BodyBuilder::new();
    builder.msgs(msgs.iter().cloned()).memo(memo);
    let until = u32::try_from(until).map_err(|error| unusable(error.to_string()))?;
    builder.timeout_height(until);
    Ok(builder.finish())
}

fn fee_coin(price: &GasPrice, gas: u64) -> Result<FeeCoin> {
    let fee = price.fee(gas);
    FeeCoin::new(fee.amount.u128(), &fee.denom).map_err(unusable)
}

fn unusable(error: impl std::fmt::Display) -> Error {
    Error::Unusable {
        what: "transaction".to_owned(),
        reason: error.to_string(),
    }
}

/// A transaction's hash as chains write it.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex::encode_upper(Sha256::digest(bytes))
}
