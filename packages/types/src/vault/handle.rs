//! How programs and other contracts speak to the vault.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, Addr, Coin, CosmosMsg, QuerierWrapper, StdResult, Uint128, WasmMsg,
};

use serde::de::DeserializeOwned;

use super::{ExecuteMsg, PlanResponse, QueryMsg, ReceiveMsg, Rooms, Selection};
use crate::{stablecoin::StablecoinHandle, Asset, CollateralTypeId};

/// The asset in a [`super::CollateralTypeResponse`].
#[cw_serde]
struct Locked {
    asset: Asset,
}

/// The bad debt in a [`super::CollateralTypeResponse`].
#[cw_serde]
struct Indebted {
    books: BadDebt,
}

/// The bad debt in a [`super::BooksResponse`].
#[cw_serde]
struct BadDebt {
    bad_debt: Uint128,
}

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

    /// What positions of a type lock.
    ///
    /// Reads nothing else of the answer: code that reads a whole [`super::CollateralTypeResponse`] has a
    /// function with more local variables than a chain accepts.
    pub fn asset(
        &self,
        querier: &QuerierWrapper,
        collateral_type: CollateralTypeId,
    ) -> StdResult<Asset> {
        let answer: Locked = self.listed(querier, collateral_type)?;
        Ok(answer.asset)
    }

    /// A type's debt without a position, stablecoin base units.
    pub fn bad_debt(
        &self,
        querier: &QuerierWrapper,
        collateral_type: CollateralTypeId,
    ) -> StdResult<Uint128> {
        let answer: Indebted = self.listed(querier, collateral_type)?;
        Ok(answer.books.bad_debt)
    }

    /// A part of what the vault says of a type.
    fn listed<T: DeserializeOwned>(
        &self,
        querier: &QuerierWrapper,
        collateral_type: CollateralTypeId,
    ) -> StdResult<T> {
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
