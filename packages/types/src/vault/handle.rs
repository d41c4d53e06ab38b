//! How programs and other contracts speak to the vault.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    coins, to_json_binary, Addr, CanonicalAddr, Coin, CosmosMsg, QuerierWrapper, StdError,
    StdResult, Uint128, WasmMsg,
};

use serde::de::DeserializeOwned;

use super::{
    ExecuteMsg, MintRequirementResponse, PlanResponse, QueryMsg, ReceiveMsg, Rooms, Selection,
};
use crate::{raw::map_key, stablecoin::StablecoinHandle, Asset, CollateralTypeId, PositionId};

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

/// The oracle in a [`super::ConfigResponse`].
#[cw_serde]
struct Wired {
    contracts: Option<super::ContractsResponse>,
}

/// What is sold of a type, from a [`super::CollateralTypeResponse`].
#[cw_serde]
pub struct Listing {
    /// What positions lock.
    pub asset: Asset,
    /// Decimals of a whole unit.
    pub decimals: u8,
    /// The oracle's feed.
    pub feed: String,
}

/// Namespace of positions; the key is the position's id in eight bytes, big-endian, the value begins
/// with the owner's canonical address: its length as postcard varint, then its bytes.
pub const POSITIONS_NAMESPACE: &str = "pos";

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

    /// Adds collateral to a position; anyone may.
    pub fn deposit(
        &self,
        asset: &Asset,
        position: PositionId,
        amount: Uint128,
    ) -> StdResult<CosmosMsg> {
        match asset {
            Asset::Native { denom } => {
                let funds = coins(amount.u128(), denom);
                self.execute(&ExecuteMsg::Deposit { position }, funds)
            }
            Asset::Cw20 { contract } => StablecoinHandle(Addr::unchecked(contract)).send(
                &self.0,
                amount,
                &ReceiveMsg::Deposit { position },
            ),
        }
    }

    /// The canonical address of a position's owner by one raw storage read; `None` if there is no
    /// such position.
    pub fn owner_of(
        &self,
        querier: &QuerierWrapper,
        position: PositionId,
    ) -> StdResult<Option<CanonicalAddr>> {
        let key = map_key(POSITIONS_NAMESPACE, &position.raw().to_be_bytes());
        match querier.query_wasm_raw(&self.0, key)? {
            Some(bytes) if !bytes.is_empty() => {
                let (owner, _): (Vec<u8>, _) = postcard::take_from_bytes(&bytes)
                    .map_err(|error| StdError::parse_err("position", error))?;
                Ok(Some(owner.into()))
            }
            _ => Ok(None),
        }
    }

    /// Of a type, what an auction of its collateral needs: what is sold, its decimals, and the feed
    /// that prices it.
    pub fn listing(
        &self,
        querier: &QuerierWrapper,
        collateral_type: CollateralTypeId,
    ) -> StdResult<Listing> {
        self.listed(querier, collateral_type)
    }

    /// The oracle that the vault is wired to, if it is.
    pub fn oracle(&self, querier: &QuerierWrapper) -> StdResult<Option<String>> {
        let answer: Wired = querier.query_wasm_smart(&self.0, &QueryMsg::Config {})?;
        Ok(answer.contracts.map(|contracts| contracts.oracle))
    }

    /// What ratio a mint of so much needs now, part by part.
    pub fn mint_requirement(
        &self,
        querier: &QuerierWrapper,
        collateral_type: CollateralTypeId,
        debt: Uint128,
    ) -> StdResult<MintRequirementResponse> {
        let question = QueryMsg::MintRequirement {
            collateral_type,
            debt: Some(debt),
        };
        querier.query_wasm_smart(&self.0, &question)
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
