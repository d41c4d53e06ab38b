//! Typed questions and messages to the contracts of a deployment.

use ballast_types::{
    liquidation::{self, BadDebtResponse, DepositResponse, PoolResponse},
    oracle::{self, FeedResponse, FeederResponse, PriceRecord, RECORD_NAMESPACE},
    raw::map_key,
    stablecoin,
    vault::{
        self, CollateralTypeResponse, GroupResponse, OperatorResponse, PlanResponse,
        PositionResponse, Rooms, Selection,
    },
    Asset, CollateralTypeId, PositionId, MAX_PAGE,
};
use cosmwasm_std::{to_json_binary, Coin, Uint128};
use cw20::{BalanceResponse, Cw20QueryMsg, MinterResponse, TokenInfoResponse};
use serde::Serialize;

use crate::{Client, Contracts, Error, Msg, Result};

/// The contracts of a deployment. Lists are read to their end, page by page.
#[derive(Debug, Clone)]
pub struct System {
    client: Client,
    contracts: Contracts,
}

const PAGE: Option<u32> = Some(MAX_PAGE);

impl System {
    /// The contracts at these addresses.
    pub fn new(client: Client, contracts: Contracts) -> Self {
        Self { client, contracts }
    }

    /// The chain that they are on.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Their addresses.
    pub fn contracts(&self) -> &Contracts {
        &self.contracts
    }

    /// The same contracts, asked as of one block; see [`Client::at`].
    #[must_use]
    pub fn at(&self, height: u64) -> Self {
        Self::new(self.client.at(height), self.contracts.clone())
    }

    /// The vault's owner, guardian, other contracts and pause.
    pub async fn vault_config(&self) -> Result<vault::ConfigResponse> {
        self.vault(&vault::QueryMsg::Config {}).await
    }

    /// One collateral type.
    pub async fn collateral_type(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<CollateralTypeResponse> {
        self.vault(&vault::QueryMsg::CollateralType { collateral_type })
            .await
    }

    /// All collateral types in order.
    pub async fn collateral_types(&self) -> Result<Vec<CollateralTypeResponse>> {
        let question = |after: Option<&CollateralTypeResponse>| vault::QueryMsg::CollateralTypes {
            start_after: after.map(|last| last.collateral_type),
            limit: PAGE,
        };
        self.pages(&self.contracts.vault, question).await
    }

    /// All groups in order.
    pub async fn groups(&self) -> Result<Vec<GroupResponse>> {
        let question = |after: Option<&GroupResponse>| vault::QueryMsg::Groups {
            start_after: after.map(|last| last.group),
            limit: PAGE,
        };
        self.pages(&self.contracts.vault, question).await
    }

    /// One position.
    pub async fn position(&self, position: PositionId) -> Result<PositionResponse> {
        self.vault(&vault::QueryMsg::Position { position }).await
    }

    /// All positions of a type, by id.
    pub async fn positions(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<Vec<PositionResponse>> {
        let question = |after: Option<&PositionResponse>| vault::QueryMsg::Positions {
            collateral_type,
            start_after: after.map(|last| last.position),
            limit: PAGE,
        };
        self.pages(&self.contracts.vault, question).await
    }

    /// All positions of a holder, by id.
    pub async fn positions_of(&self, owner: &str) -> Result<Vec<PositionResponse>> {
        let question = |after: Option<&PositionResponse>| vault::QueryMsg::PositionsByOwner {
            owner: owner.to_owned(),
            start_after: after.map(|last| last.position),
            limit: PAGE,
        };
        self.pages(&self.contracts.vault, question).await
    }

    /// A type's positions with debt, the lowest ratio first; at most [`MAX_PAGE`].
    pub async fn riskiest(
        &self,
        collateral_type: CollateralTypeId,
        limit: u32,
    ) -> Result<Vec<PositionResponse>> {
        let limit = Some(limit);
        self.vault(&vault::QueryMsg::Riskiest {
            collateral_type,
            limit,
        })
        .await
    }

    /// A position's operators.
    pub async fn operators(&self, position: PositionId) -> Result<Vec<OperatorResponse>> {
        self.vault(&vault::QueryMsg::Operators { position }).await
    }

    /// Liquidation's owner and contracts.
    pub async fn liquidation_config(&self) -> Result<liquidation::ConfigResponse> {
        self.liquidation(&liquidation::QueryMsg::Config {}).await
    }

    /// One pool.
    pub async fn pool(&self, collateral_type: CollateralTypeId) -> Result<PoolResponse> {
        self.liquidation(&liquidation::QueryMsg::Pool { collateral_type })
            .await
    }

    /// All pools in order of type.
    pub async fn pools(&self) -> Result<Vec<PoolResponse>> {
        let question = |after: Option<&PoolResponse>| liquidation::QueryMsg::Pools {
            start_after: after.map(|last| last.collateral_type),
            limit: PAGE,
        };
        self.pages(&self.contracts.liquidation, question).await
    }

    /// One deposit in a pool.
    pub async fn deposit(
        &self,
        collateral_type: CollateralTypeId,
        depositor: &str,
    ) -> Result<DepositResponse> {
        let depositor = depositor.to_owned();
        let question = liquidation::QueryMsg::Deposit {
            collateral_type,
            depositor,
        };
        self.liquidation(&question).await
    }

    /// All deposits in a pool.
    pub async fn deposits(
        &self,
        collateral_type: CollateralTypeId,
    ) -> Result<Vec<DepositResponse>> {
        let question = |after: Option<&DepositResponse>| liquidation::QueryMsg::Deposits {
            collateral_type,
            start_after: after.map(|last| last.depositor.clone()),
            limit: PAGE,
        };
        self.pages(&self.contracts.liquidation, question).await
    }

    /// What each buyer can take on, with `caller` base units of stablecoin from the caller.
    pub async fn rooms(&self, collateral_type: CollateralTypeId, caller: Uint128) -> Result<Rooms> {
        self.liquidation(&liquidation::QueryMsg::Rooms {
            collateral_type,
            caller,
        })
        .await
    }

    /// What a liquidation would do now, with `caller` base units of stablecoin from the caller.
    pub async fn plan(
        &self,
        collateral_type: CollateralTypeId,
        selection: Selection,
        caller: Uint128,
    ) -> Result<PlanResponse> {
        let question = liquidation::QueryMsg::Plan {
            collateral_type,
            selection,
            caller,
        };
        self.liquidation(&question).await
    }

    /// A type's bad debt, and what of it is paid already.
    pub async fn bad_debt(&self, collateral_type: CollateralTypeId) -> Result<BadDebtResponse> {
        self.liquidation(&liquidation::QueryMsg::BadDebt { collateral_type })
            .await
    }

    /// The oracle's owner.
    pub async fn oracle_config(&self) -> Result<oracle::ConfigResponse> {
        self.oracle(&oracle::QueryMsg::Config {}).await
    }

    /// One feed with its price.
    pub async fn feed(&self, feed: &str) -> Result<FeedResponse> {
        let feed = feed.to_owned();
        self.oracle(&oracle::QueryMsg::Feed { feed }).await
    }

    /// All feeds by name.
    pub async fn feeds(&self) -> Result<Vec<FeedResponse>> {
        let question = |after: Option<&FeedResponse>| oracle::QueryMsg::Feeds {
            start_after: after.map(|last| last.feed.clone()),
            limit: PAGE,
        };
        self.pages(&self.contracts.oracle, question).await
    }

    /// All feeders of a feed with their last reports.
    pub async fn feeders(&self, feed: &str) -> Result<Vec<FeederResponse>> {
        let question = |after: Option<&FeederResponse>| oracle::QueryMsg::Feeders {
            feed: feed.to_owned(),
            start_after: after.map(|last| last.feeder.clone()),
            limit: PAGE,
        };
        self.pages(&self.contracts.oracle, question).await
    }

    /// A feed's accepted price as it lies in storage: none before the first.
    pub async fn price(&self, feed: &str) -> Result<Option<PriceRecord>> {
        let key = map_key(RECORD_NAMESPACE, feed.as_bytes());
        let Some(bytes) = self.client.raw(&self.contracts.oracle, &key).await? else {
            return Ok(None);
        };
        let read = PriceRecord::decode(&bytes).map_err(|error| Error::Malformed {
            what: format!("feed {feed}"),
            reason: error.to_string(),
        });
        read.map(Some)
    }

    /// The stablecoin's name, symbol, decimals and supply.
    pub async fn stablecoin_info(&self) -> Result<TokenInfoResponse> {
        self.client
            .smart(&self.contracts.stablecoin, &Cw20QueryMsg::TokenInfo {})
            .await
    }

    /// Who mints the stablecoin.
    pub async fn stablecoin_minter(&self) -> Result<Option<MinterResponse>> {
        self.client
            .smart(&self.contracts.stablecoin, &Cw20QueryMsg::Minter {})
            .await
    }

    /// How much stablecoin an address holds, base units.
    pub async fn stablecoin_balance(&self, address: &str) -> Result<Uint128> {
        self.token_balance(&self.contracts.stablecoin, address)
            .await
    }

    /// How much of an asset an address holds, base units.
    pub async fn asset_balance(&self, asset: &Asset, address: &str) -> Result<Uint128> {
        match asset {
            Asset::Native { denom } => self.client.balance(address, denom).await.map(Uint128::new),
            Asset::Cw20 { contract } => self.token_balance(contract, address).await,
        }
    }

    async fn token_balance(&self, token: &str, address: &str) -> Result<Uint128> {
        let address = address.to_owned();
        let answer: BalanceResponse = self
            .client
            .smart(token, &Cw20QueryMsg::Balance { address })
            .await?;
        Ok(answer.balance)
    }

    /// A message to the vault.
    pub fn tell_vault(&self, msg: &vault::ExecuteMsg, funds: Vec<Coin>) -> Result<Msg> {
        Msg::execute(&self.contracts.vault, msg, funds)
    }

    /// A message to the oracle.
    pub fn tell_oracle(&self, msg: &oracle::ExecuteMsg) -> Result<Msg> {
        Msg::execute(&self.contracts.oracle, msg, vec![])
    }

    /// A message to liquidation.
    pub fn tell_liquidation(&self, msg: &liquidation::ExecuteMsg) -> Result<Msg> {
        Msg::execute(&self.contracts.liquidation, msg, vec![])
    }

    /// Stablecoin sent to the vault with a message.
    pub fn pay_vault(&self, amount: Uint128, msg: &vault::ReceiveMsg) -> Result<Msg> {
        self.send_token(
            &self.contracts.stablecoin,
            &self.contracts.vault,
            amount,
            msg,
        )
    }

    /// Stablecoin sent to liquidation with a message.
    pub fn pay_liquidation(&self, amount: Uint128, msg: &liquidation::ReceiveMsg) -> Result<Msg> {
        self.send_token(
            &self.contracts.stablecoin,
            &self.contracts.liquidation,
            amount,
            msg,
        )
    }

    /// Tokens sent to a contract with a message for it.
    pub fn send_token(
        &self,
        token: &str,
        to: &str,
        amount: Uint128,
        msg: &impl Serialize,
    ) -> Result<Msg> {
        let msg = to_json_binary(msg).map_err(|error| Error::Unusable {
            what: "message".to_owned(),
            reason: error.to_string(),
        })?;
        let contract = to.to_owned();
        let send = stablecoin::ExecuteMsg::Send {
            contract,
            amount,
            msg,
        };
        Msg::execute(token, &send, vec![])
    }

    async fn vault<T: serde::de::DeserializeOwned>(&self, question: &vault::QueryMsg) -> Result<T> {
        self.client.smart(&self.contracts.vault, question).await
    }

    async fn liquidation<T: serde::de::DeserializeOwned>(
        &self,
        question: &liquidation::QueryMsg,
    ) -> Result<T> {
        self.client
            .smart(&self.contracts.liquidation, question)
            .await
    }

    async fn oracle<T: serde::de::DeserializeOwned>(
        &self,
        question: &oracle::QueryMsg,
    ) -> Result<T> {
        self.client.smart(&self.contracts.oracle, question).await
    }

    /// A list to its end.
    async fn pages<T, Q, F>(&self, contract: &str, question: F) -> Result<Vec<T>>
    where
        T: serde::de::DeserializeOwned,
        Q: Serialize,
        F: Fn(Option<&T>) -> Q,
    {
        let full = usize::try_from(MAX_PAGE).unwrap_or(usize::MAX);
        let mut all: Vec<T> = vec![];
        loop {
            let page: Vec<T> = self.client.smart(contract, &question(all.last())).await?;
            let is_last = page.len() < full;
            all.extend(page);
            if is_last {
                return Ok(all);
            }
        }
    }
}
