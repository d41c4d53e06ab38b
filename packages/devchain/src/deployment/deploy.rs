//! Making a deployment: contracts first, then what only the owner can set.

use ballast_types::{
    liquidation, oracle,
    stablecoin::DECIMALS,
    vault::{self, NewCollateralType},
    Asset,
};
use cosmwasm_std::{Addr, Coin};
use cw_multi_test::Executor;
use serde::Serialize;

use super::{messages::new_feed, AssetKind, CollateralSpec, DeployError, Deployment};
use crate::{
    codes::{self, OtherCodes},
    names::{account_address, ChainAsset},
    Devchain, CW20_CODE, LIQUIDATION, ORACLE, STABLECOIN, VAULT,
};

impl Devchain {
    /// A new chain with everything that the deployment describes, at its start time.
    pub fn deploy(deployment: &Deployment) -> Result<Self, DeployError> {
        Self::deploy_with(deployment, &|_| None)
    }

    /// The same with other code for some of its contracts.
    pub fn deploy_with(deployment: &Deployment, others: &OtherCodes) -> Result<Self, DeployError> {
        deployment.check()?;
        let mut chain = Self::empty(deployment.clone(), others)?;
        chain.create_accounts()?;
        chain.create_assets()?;
        chain.create_contracts()?;
        chain.set_up()?;
        chain.reset_counts();
        Ok(chain)
    }

    fn create_accounts(&mut self) -> Result<(), DeployError> {
        for account in self.deployment().accounts.clone() {
            let address = self.names_mut().account(&account.name)?;
            let mut coins = vec![];
            for (asset, amount) in &account.balances {
                let asset = self.deployment().asset(&account.name, asset)?;
                if let AssetKind::Native { denom } = &asset.kind {
                    coins.push(Coin {
                        denom: denom.clone(),
                        amount: *amount,
                    });
                }
            }
            self.give_coins(&address, coins)
                .map_err(|error| DeployError::Contract {
                    contract: crate::BANK.to_owned(),
                    reason: error.to_string(),
                })?;
        }
        for name in self.deployment().other_accounts() {
            self.names_mut().account(&name)?;
        }
        Ok(())
    }

    fn create_assets(&mut self) -> Result<(), DeployError> {
        for spec in self.deployment().assets.clone() {
            if let AssetKind::Cw20 { symbol } = &spec.kind {
                let msg = self.deployment().token(&spec, symbol)?;
                self.create(CW20_CODE, &spec.name, &msg)?;
            }
        }
        Ok(())
    }

    fn create_contracts(&mut self) -> Result<(), DeployError> {
        let owner = account_address(&self.deployment().owner)?.to_string();
        let guardian = account_address(&self.deployment().guardian)?.to_string();
        let msg = vault::InstantiateMsg {
            owner: owner.clone(),
            guardian: guardian.clone(),
        };
        let vault = self.create(VAULT, VAULT, &msg)?.to_string();
        self.create(
            ORACLE,
            ORACLE,
            &oracle::InstantiateMsg {
                owner: owner.clone(),
                guardian,
            },
        )?;
        let msg = self.deployment().stablecoin_msg(&owner, &vault);
        let stablecoin = self.create(STABLECOIN, STABLECOIN, &msg)?.to_string();
        let msg = liquidation::InstantiateMsg {
            owner,
            vault,
            stablecoin,
        };
        self.create(LIQUIDATION, LIQUIDATION, &msg)?;
        self.name_assets()?;
        Ok(())
    }

    /// Creates a contract, with the owner as the one who may migrate it.
    fn create(
        &mut self,
        code: &str,
        name: &str,
        msg: &impl Serialize,
    ) -> Result<Addr, DeployError> {
        let owner = account_address(&self.deployment().owner)?;
        let admin = Some(owner.to_string());
        let address = self
            .app_mut()
            .instantiate_contract(codes::id(code), owner, msg, &[], name, admin)
            .map_err(|error| DeployError::Contract {
                contract: name.to_owned(),
                reason: error.root_cause().to_string(),
            })?;
        self.names_mut().add_contract(name, address.clone());
        Ok(address)
    }

    /// Feeds, wiring, groups and collateral types: ordinary messages of the owner.
    fn set_up(&mut self) -> Result<(), DeployError> {
        let deployment = self.deployment().clone();
        for feed in &deployment.feeds {
            let msg = oracle::ExecuteMsg::AddFeed(new_feed(feed)?);
            self.step(&format!("feed {}", feed.feed), ORACLE, &msg)?;
        }
        let contract = |name| self.names().contract(name).map(ToString::to_string);
        let wire = vault::ExecuteMsg::Wire {
            stablecoin: contract(STABLECOIN)?,
            oracle: contract(ORACLE)?,
            liquidation: contract(LIQUIDATION)?,
        };
        self.step("wiring", VAULT, &wire)?;
        for spec in &deployment.groups {
            let group = deployment.group_number(&spec.name, &spec.name)?;
            let msg = vault::ExecuteMsg::SetGroup {
                group,
                debt_ceiling: spec.debt_ceiling,
            };
            self.step(&format!("group {}", spec.name), VAULT, &msg)?;
        }
        for spec in &deployment.collateral_types {
            let msg = vault::ExecuteMsg::ListCollateralType(self.new_collateral_type(spec)?);
            self.step(&format!("collateral type {}", spec.asset), VAULT, &msg)?;
        }
        for (spec, number) in deployment.collateral_types.iter().zip(1..) {
            if let Some(params) = &spec.auctions {
                let msg = liquidation::ExecuteMsg::SetAuctionParams {
                    collateral_type: number,
                    params: params.clone(),
                };
                self.step(&format!("auctions of {}", spec.asset), LIQUIDATION, &msg)?;
            }
        }
        Ok(())
    }

    fn step(
        &mut self,
        step: &str,
        contract: &str,
        msg: &impl Serialize,
    ) -> Result<(), DeployError> {
        let owner = self.deployment().owner.clone();
        match self.execute(&owner, contract, msg, &[]) {
            Ok(_) => Ok(()),
            Err(failure) => Err(DeployError::Step {
                step: step.to_owned(),
                failure,
            }),
        }
    }

    /// Enters assets into the phone book once their contracts exist.
    pub(crate) fn name_assets(&mut self) -> Result<(), DeployError> {
        for spec in self.deployment().assets.clone() {
            let asset = match &spec.kind {
                AssetKind::Native { denom } => Asset::Native {
                    denom: denom.clone(),
                },
                AssetKind::Cw20 { .. } => Asset::Cw20 {
                    contract: self.names().contract(&spec.name)?.to_string(),
                },
            };
            let (name, decimals) = (spec.name, spec.decimals);
            self.names_mut().add_asset(ChainAsset {
                name,
                asset,
                decimals,
            });
        }
        let contract = self.names().contract(STABLECOIN)?.to_string();
        let (name, asset) = (STABLECOIN.to_owned(), Asset::Cw20 { contract });
        self.names_mut().add_asset(ChainAsset {
            name,
            asset,
            decimals: DECIMALS,
        });
        Ok(())
    }

    /// The message that lists a collateral type: names have become addresses and numbers.
    pub fn new_collateral_type(
        &self,
        spec: &CollateralSpec,
    ) -> Result<NewCollateralType, DeployError> {
        let asset = self.names().asset(&spec.asset)?;
        let mut risk = spec.risk.clone();
        risk.treasury = account_address(&risk.treasury)?.to_string();
        Ok(NewCollateralType {
            asset: asset.asset.clone(),
            decimals: asset.decimals,
            feed: spec.feed.clone(),
            group: self.deployment().group_number(&spec.asset, &spec.group)?,
            liquidation_ratio: spec.liquidation_ratio,
            target_ratio: spec.target_ratio,
            risk,
        })
    }
}
