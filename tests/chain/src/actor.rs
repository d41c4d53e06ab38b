//! Somebody who signs.

use ballast_client::{Error, Included, Result, Signer, System};
use ballast_types::{
    event::BallastEvent,
    liquidation, oracle,
    vault::{ExecuteMsg, PositionSnapshot, ReceiveMsg},
    PositionId,
};
use cosmwasm_std::{coins, Coin, Uint128};

use crate::{amounts::FEED, ETH};

/// An account with its key, and the contracts.
#[derive(Clone)]
pub struct Actor {
    /// Signs for it.
    pub signer: Signer,
    /// Asks and builds messages.
    pub system: System,
}

impl Actor {
    /// One who signs with a key.
    pub fn new(signer: Signer, system: System) -> Self {
        Self { signer, system }
    }

    /// Its address.
    pub fn address(&self) -> &str {
        self.signer.address()
    }

    /// Base units of a coin that it holds.
    pub async fn coins(&self, denom: &str) -> u128 {
        let client = self.signer.client();
        client.balance(self.address(), denom).await.unwrap()
    }

    /// Base units of stablecoin that it holds.
    pub async fn stablecoin(&self) -> u128 {
        let balance = self.system.stablecoin_balance(self.address()).await;
        balance.unwrap().u128()
    }

    /// Tells the vault something.
    pub async fn vault(&self, msg: &ExecuteMsg, funds: Vec<Coin>) -> Result<Included> {
        let msg = self.system.tell_vault(msg, funds)?;
        self.signer.send(&[msg]).await
    }

    /// Sends stablecoin to the vault.
    pub async fn pay_vault(&self, amount: u128, msg: &ReceiveMsg) -> Result<Included> {
        let msg = self.system.pay_vault(Uint128::new(amount), msg)?;
        self.signer.send(&[msg]).await
    }

    /// Tells liquidation something.
    pub async fn liquidation(&self, msg: &liquidation::ExecuteMsg) -> Result<Included> {
        let msg = self.system.tell_liquidation(msg)?;
        self.signer.send(&[msg]).await
    }

    /// Opens positions of ether in one transaction: collateral and debt of each.
    pub async fn open_all(&self, wishes: &[(u128, u128)]) -> Result<Vec<PositionId>> {
        let open = |(collateral, debt): &(u128, u128)| {
            let msg = ExecuteMsg::Open {
                collateral_type: ETH,
                mint: Some(Uint128::new(*debt)),
            };
            self.system.tell_vault(&msg, coins(*collateral, "aeth"))
        };
        let msgs = wishes.iter().map(open).collect::<Result<Vec<_>>>()?;
        let included = self.signer.send(&msgs).await?;
        let vault = &self.system.contracts().vault;
        let events = PositionSnapshot::parse_all(&included.events, vault);
        let snapshots = events.map_err(|error| Error::Malformed {
            what: included.hash,
            reason: error.to_string(),
        })?;
        Ok(snapshots.into_iter().map(|it| it.position).collect())
    }

    /// Opens one position of ether.
    pub async fn open(&self, collateral: u128, debt: u128) -> Result<PositionId> {
        let opened = self.open_all(&[(collateral, debt)]).await?;
        Ok(opened[0])
    }

    /// Lends stablecoin to ether's pool.
    pub async fn lend(&self, amount: u128) -> Result<Included> {
        let deposit = liquidation::ReceiveMsg::Deposit {
            collateral_type: ETH,
        };
        let msg = self
            .system
            .pay_liquidation(Uint128::new(amount), &deposit)?;
        self.signer.send(&[msg]).await
    }

    /// Reports ether's price as of the latest block.
    pub async fn report(&self, price: &str) -> Result<Included> {
        let report = oracle::Report::new(
            FEED,
            price.parse().unwrap(),
            self.signer.client().latest_block().await?.time,
        );
        let reports = vec![report];
        let msg = self
            .system
            .tell_oracle(&oracle::ExecuteMsg::Report { reports })?;
        self.signer.send(&[msg]).await
    }
}
