//! Questions to the stablecoin and to other tokens, and what an address holds.

use ballast_types::Asset;
use cosmwasm_std::Uint128;
use cw20::{BalanceResponse, Cw20QueryMsg, MinterResponse, TokenInfoResponse};

use super::System;
use crate::Result;

impl System {
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
}
