//! The stablecoin: a cw20 token with 6 decimals whose minter is the vault. Its messages are those
//! of cw20-base.

use cosmwasm_schema::{cw_serde, serde::Serialize};
use cosmwasm_std::{to_json_binary, Addr, CosmosMsg, QuerierWrapper, StdResult, Uint128, WasmMsg};
use cw20::{BalanceResponse, Cw20QueryMsg, TokenInfoResponse};

pub use cw20::Cw20ExecuteMsg as ExecuteMsg;

/// Decimals of a whole stablecoin.
pub const DECIMALS: u8 = 6;

/// One whole stablecoin in base units.
pub const WHOLE: Uint128 = Uint128::new(1_000_000);

/// A cw20 token's address with what can be said to it.
#[cw_serde]
pub struct StablecoinHandle(pub Addr);

impl StablecoinHandle {
    fn execute(&self, msg: &ExecuteMsg) -> StdResult<CosmosMsg> {
        let msg = to_json_binary(msg)?;
        Ok(WasmMsg::Execute {
            contract_addr: self.0.to_string(),
            msg,
            funds: vec![],
        }
        .into())
    }

    /// Mints to `recipient`; only the minter may.
    pub fn mint(&self, recipient: impl Into<String>, amount: Uint128) -> StdResult<CosmosMsg> {
        self.execute(&ExecuteMsg::Mint {
            recipient: recipient.into(),
            amount,
        })
    }

    /// Burns the sender's own tokens.
    pub fn burn(&self, amount: Uint128) -> StdResult<CosmosMsg> {
        self.execute(&ExecuteMsg::Burn { amount })
    }

    /// Transfers the sender's own tokens.
    pub fn transfer(&self, recipient: impl Into<String>, amount: Uint128) -> StdResult<CosmosMsg> {
        self.execute(&ExecuteMsg::Transfer {
            recipient: recipient.into(),
            amount,
        })
    }

    /// Takes tokens of `owner` that it allows the sender to spend.
    pub fn transfer_from(
        &self,
        owner: impl Into<String>,
        recipient: impl Into<String>,
        amount: Uint128,
    ) -> StdResult<CosmosMsg> {
        self.execute(&ExecuteMsg::TransferFrom {
            owner: owner.into(),
            recipient: recipient.into(),
            amount,
        })
    }

    /// Sends tokens to a contract with a message for it.
    pub fn send(
        &self,
        contract: &Addr,
        amount: Uint128,
        msg: &impl Serialize,
    ) -> StdResult<CosmosMsg> {
        let msg = to_json_binary(msg)?;
        self.execute(&ExecuteMsg::Send {
            contract: contract.to_string(),
            amount,
            msg,
        })
    }

    /// How much `address` holds.
    pub fn balance(&self, querier: &QuerierWrapper, address: &Addr) -> StdResult<Uint128> {
        let query = Cw20QueryMsg::Balance {
            address: address.to_string(),
        };
        let answer: BalanceResponse = querier.query_wasm_smart(&self.0, &query)?;
        Ok(answer.balance)
    }

    /// Name, symbol, decimals and supply.
    pub fn info(&self, querier: &QuerierWrapper) -> StdResult<TokenInfoResponse> {
        querier.query_wasm_smart(&self.0, &Cw20QueryMsg::TokenInfo {})
    }
}
