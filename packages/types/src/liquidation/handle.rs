//! How programs and other contracts speak to liquidation.

use ballast_math::AuctionBook;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, Addr, CosmosMsg, QuerierWrapper, StdError, StdResult, Uint128, WasmMsg,
};
use serde::de::DeserializeOwned;

use super::{ConfigResponse, ExecuteMsg, QueryMsg, ReceiveMsg, TakeResponse};
use crate::{raw::map_key, stablecoin::StablecoinHandle, AuctionId, CollateralTypeId};

/// Namespace of what is set aside; the key is the type's number in two bytes, big-endian, the value
/// a postcard varint of base units. No entry is zero.
pub const SET_ASIDE_NAMESPACE: &str = "aside";

/// Namespace of the auctions' totals by type; the key is the type's number in two bytes, big-endian, the
/// value a postcard [`AuctionBook`].
pub const AUCTION_BOOK_NAMESPACE: &str = "abook";

/// Liquidation's address with what can be said to it.
#[cw_serde]
pub struct LiquidationHandle(pub Addr);

impl LiquidationHandle {
    /// An execute message.
    pub fn execute(&self, msg: &ExecuteMsg) -> StdResult<CosmosMsg> {
        let msg = to_json_binary(msg)?;
        Ok(WasmMsg::Execute {
            contract_addr: self.0.to_string(),
            msg,
            funds: vec![],
        }
        .into())
    }

    /// Sends fees to a type's pool, or to `otherwise` while it is all but empty.
    pub fn send_yield(
        &self,
        stablecoin: &StablecoinHandle,
        collateral_type: CollateralTypeId,
        amount: Uint128,
        otherwise: &Addr,
    ) -> StdResult<CosmosMsg> {
        let otherwise = otherwise.to_string();
        stablecoin.send(
            &self.0,
            amount,
            &ReceiveMsg::Yield {
                collateral_type,
                otherwise,
            },
        )
    }

    /// Its owner and the contracts it works with.
    pub fn config(&self, querier: &QuerierWrapper) -> StdResult<ConfigResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::Config {})
    }

    /// Stablecoin that buyers have paid for a type and that the vault has not burned yet, by one raw
    /// storage read.
    pub fn set_aside(
        &self,
        querier: &QuerierWrapper,
        collateral_type: CollateralTypeId,
    ) -> StdResult<Uint128> {
        let units = self.raw(querier, SET_ASIDE_NAMESPACE, collateral_type)?;
        Ok(Uint128::new(units.unwrap_or_default()))
    }

    /// A type's auctions in sum, by one raw storage read; `None` where the type has no auctions.
    pub fn auction_book(
        &self,
        querier: &QuerierWrapper,
        collateral_type: CollateralTypeId,
    ) -> StdResult<Option<AuctionBook>> {
        self.raw(querier, AUCTION_BOOK_NAMESPACE, collateral_type)
    }

    /// What a take of at most so much would give and cost now; of all that is for sale, if not told.
    pub fn take(
        &self,
        querier: &QuerierWrapper,
        auction: AuctionId,
        amount: Option<Uint128>,
    ) -> StdResult<TakeResponse> {
        let question = QueryMsg::Take {
            auction,
            amount,
            payment: None,
        };
        querier.query_wasm_smart(&self.0, &question)
    }

    /// What liquidation stores for a type under a namespace.
    fn raw<T: DeserializeOwned>(
        &self,
        querier: &QuerierWrapper,
        namespace: &'static str,
        collateral_type: CollateralTypeId,
    ) -> StdResult<Option<T>> {
        let key = map_key(namespace, &collateral_type.to_be_bytes());
        match querier.query_wasm_raw(&self.0, key)? {
            Some(bytes) if !bytes.is_empty() => postcard::from_bytes(&bytes)
                .map(Some)
                .map_err(|error| StdError::parse_err(namespace, error)),
            _ => Ok(None),
        }
    }
}
