//! The system that a scenario begins with.

use std::collections::BTreeMap;

use ballast_devchain::{Account, AssetKind, AssetSpec, Deployment};
use cosmwasm_std::{Decimal, Uint128};

use super::{Collateral, Scenario};
use crate::demo::feeders::FEEDERS;

impl Scenario {
    /// The standard deployment with this collateral type alone, five feeders in place of four, and in place of its own
    /// accounts these with what they hold of it.
    pub fn deployment(
        &self,
        start_time: u64,
        accounts: impl Iterator<Item = (String, u128)>,
    ) -> Deployment {
        let mut deployment = Deployment::standard();
        deployment.start_time = start_time;
        deployment.feeds.truncate(1);
        for spec in &mut deployment.feeds {
            self.feed().clone_into(&mut spec.feed);
            spec.feeders = FEEDERS.map(str::to_owned).into();
        }
        deployment.collateral_types.truncate(1);
        for spec in &mut deployment.collateral_types {
            self.collateral.asset.clone_into(&mut spec.asset);
            self.feed().clone_into(&mut spec.feed);
            spec.liquidation_ratio = Decimal::percent(self.collateral.liquidation_ratio);
            spec.target_ratio = Decimal::percent(self.collateral.base_mint_ratio);
            spec.risk.base_mint_ratio = Decimal::percent(self.collateral.base_mint_ratio);
            spec.risk.liquidation_penalty = Decimal::percent(self.collateral.penalty);
        }
        deployment.assets = vec![self.collateral.spec()];
        let account = |(name, amount): (String, u128)| {
            let mut balances = BTreeMap::new();
            if amount > 0 {
                balances.insert(self.collateral.asset.to_owned(), Uint128::new(amount));
            }
            Account { name, balances }
        };
        deployment.accounts = accounts.map(account).collect();
        deployment
    }
}

impl Collateral {
    fn spec(&self) -> AssetSpec {
        AssetSpec {
            name: self.asset.to_owned(),
            decimals: self.decimals,
            kind: AssetKind::Native {
                denom: self.denom.to_owned(),
            },
        }
    }
}
