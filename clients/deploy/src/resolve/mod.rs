//! From a deployment file to a plan: names become addresses and numbers, and every fault is found.

mod names;
mod parts;

use std::collections::BTreeMap;

use crate::{DeployError, DeploymentFile, Fault, Plan};

impl DeploymentFile {
    /// Resolves names and checks everything that can be checked without the chain, the parameters by the
    /// contracts' own code. `known` names accounts besides those in the file, which come first. All faults
    /// are told.
    pub fn resolve(&self, known: &BTreeMap<String, String>) -> Result<Plan, DeployError> {
        let mut resolving = Resolving::new(self, known);
        let plan = resolving.plan();
        if resolving.faults.is_empty() {
            Ok(plan)
        } else {
            Err(DeployError::Faults(resolving.faults))
        }
    }
}

struct Resolving<'a> {
    file: &'a DeploymentFile,
    accounts: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

impl<'a> Resolving<'a> {
    fn new(file: &'a DeploymentFile, known: &BTreeMap<String, String>) -> Self {
        let mut accounts = known.clone();
        accounts.extend(file.accounts.clone());
        Self {
            file,
            accounts,
            faults: vec![],
        }
    }

    fn fault(&mut self, place: &str, reason: impl Into<String>) {
        self.faults.push(Fault {
            place: place.to_owned(),
            reason: reason.into(),
        });
    }

    fn plan(&mut self) -> Plan {
        let file = self.file;
        self.check_names();
        let roles = &file.roles;
        let groups = file.groups.iter().zip(1..);
        let groups = groups.map(|(group, number)| (number, group.name.clone(), group.debt_ceiling));
        Plan {
            name: file.name.clone(),
            chain_id: file.chain.id.clone(),
            prefix: file.chain.prefix.clone(),
            gas_price: file.chain.gas_price.clone(),
            owner: self.account("owner", &roles.owner),
            guardian: self.account("guardian", &roles.guardian),
            migration_admin: self.account("migration admin", &roles.migration_admin),
            stablecoin: file.stablecoin.clone(),
            feeds: self.feeds(&file.feeds),
            groups: groups.collect(),
            assets: file.assets.iter().map(|spec| self.asset(spec)).collect(),
            collateral_types: file
                .collateral_types
                .iter()
                .map(|spec| self.collateral_type(spec))
                .collect(),
            accounts: self.accounts.clone(),
        }
    }
}
