//! How programs and other contracts speak to the vault.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, Addr, Coin, CosmosMsg, QuerierWrapper, StdResult, Uint128, WasmMsg,
};

use super::{
    CollateralTypeResponse, ExecuteMsg, PlanResponse, QueryMsg, ReceiveMsg, Rooms, Selection,
};
use crate::{stablecoin::StablecoinHandle, CollateralTypeId};

/// The vault's address with what can be said to it.
#[cw_serde]
pub struct VaultHandle(pub Addr);

impl VaultHandle {
    /// An execute message with coins attached.
    pub fn execute(&self, msg: &ExecuteMsg, funds: Vec<Coin>) -> StdResult<CosmosMsg> {
        let msg = to_json_binary(msg)?;
        Ok(WasmMsg::Execute {
            contract_addr: self.0.to_string(),
            msg,
            funds,
        }
        .into())
    }

    /// Takes collateral from unsafe positions; only liquidation may.
    pub fn seize(
        &self,
        collateral_type: CollateralTypeId,
        selection: Selection,
        rooms: Rooms,
    ) -> StdResult<CosmosMsg> {
        self.execute(
            &ExecuteMsg::Seize {
                collateral_type,
                selection,
                rooms,
            },
            vec![],
        )
    }

    /// Burns the sender's stablecoin for a type: bad debt first, the rest to surplus.
    pub fn settle(
        &self,
        stablecoin: &StablecoinHandle,
        collateral_type: CollateralTypeId,
        amount: Uint128,
    ) -> StdResult<CosmosMsg> {
        stablecoin.send(&self.0, amount, &ReceiveMsg::Settle { collateral_type })
    }

    /// One collateral type with its books.
    pub fn collateral_type(
        &self,
        querier: &QuerierWrapper,
        collateral_type: CollateralTypeId,
    ) -> StdResult<CollateralTypeResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::CollateralType { collateral_type })
    }

    /// What a seizure would do now.
    pub fn plan(
        &self,
        querier: &QuerierWrapper,
        collateral_type: CollateralTypeId,
        selection: Selection,
        rooms: Rooms,
    ) -> StdResult<PlanResponse> {
        querier.query_wasm_smart(
            &self.0,
            &QueryMsg::Plan {
                collateral_type,
                selection,
                rooms,
            },
        )
    }
}
