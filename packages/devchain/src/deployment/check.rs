//! What a deployment must be before anything is created.

use std::collections::BTreeSet;

use super::{AssetSpec, Deployment, GroupSpec};
use crate::{
    error::Failure,
    names::{account_address, ensure_name, NameError},
};

/// Why a deployment cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// A name that cannot be used.
    #[error("deployment: {0}")]
    Name(#[from] NameError),
    /// A reference to something that the deployment does not list.
    #[error("deployment: '{user}' refers to {kind} '{given}', which is not listed")]
    NotListed {
        /// Where.
        user: String,
        /// What it should be.
        kind: &'static str,
        /// What was given.
        given: String,
    },
    /// More entries than numbers.
    #[error("deployment: too many {kind}")]
    TooMany {
        /// Of what.
        kind: &'static str,
    },
    /// A contract that would not be created.
    #[error("deployment: {contract} is refused: {reason}")]
    Contract {
        /// Which.
        contract: String,
        /// Why.
        reason: String,
    },
    /// A step of the setting up that was refused.
    #[error("deployment: {step}: {failure}")]
    Step {
        /// Which.
        step: String,
        /// Why.
        failure: Failure,
    },
}

impl Deployment {
    /// Refuses names that are no names or given twice, and references to what is not listed.
    pub fn check(&self) -> Result<(), DeployError> {
        self.check_names()?;
        for account in &self.accounts {
            for asset in account.balances.keys() {
                self.asset(&account.name, asset)?;
            }
        }
        for spec in &self.collateral_types {
            self.asset(&spec.asset, &spec.asset)?;
            self.group_number(&spec.asset, &spec.group)?;
            account_address(&spec.risk.treasury)?;
        }
        Ok(())
    }

    fn check_names(&self) -> Result<(), DeployError> {
        let mut seen = BTreeSet::new();
        let accounts = self.accounts.iter().map(|account| &account.name);
        let assets = self.assets.iter().map(|asset| &asset.name);
        for name in accounts.chain(assets) {
            ensure_name(name)?;
            if !seen.insert(name) {
                return Err(NameError::Taken {
                    given: name.clone(),
                }
                .into());
            }
        }
        let feeders = self.feeds.iter().flat_map(|feed| &feed.feeders);
        for name in feeders.chain([&self.owner, &self.guardian]) {
            ensure_name(name)?;
        }
        Ok(())
    }

    /// An asset by its name.
    pub(crate) fn asset(&self, user: &str, given: &str) -> Result<&AssetSpec, DeployError> {
        let found = self.assets.iter().find(|asset| asset.name == given);
        found.ok_or_else(|| not_listed(user, "asset", given))
    }

    /// A group's number: its place in the list, from 1.
    pub(crate) fn group_number(&self, user: &str, given: &str) -> Result<u16, DeployError> {
        let is_it = |group: &GroupSpec| group.name == given;
        let place = self.groups.iter().position(is_it);
        let place = place.ok_or_else(|| not_listed(user, "group", given))?;
        u16::try_from(place + 1).map_err(|_| DeployError::TooMany { kind: "groups" })
    }
}

fn not_listed(user: &str, kind: &'static str, given: &str) -> DeployError {
    DeployError::NotListed {
        user: user.to_owned(),
        kind,
        given: given.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_deployment_is_sound_and_survives_json() {
        let standard = Deployment::standard();
        standard.check().unwrap();
        let text = serde_json::to_string(&standard).unwrap();
        assert_eq!(serde_json::from_str::<Deployment>(&text).unwrap(), standard);
        let misspelt = text.replacen("\"owner\"", "\"ower\"", 1);
        assert!(serde_json::from_str::<Deployment>(&misspelt).is_err());
    }

    #[test]
    fn a_name_given_twice_and_an_unknown_reference_are_refused() {
        let mut twice = Deployment::standard();
        twice.accounts[0].name = "eth".to_owned();
        assert!(matches!(
            twice.check(),
            Err(DeployError::Name(NameError::Taken { .. }))
        ));
        let mut unknown = Deployment::standard();
        unknown.collateral_types[0].group = "minors".to_owned();
        let error = unknown.check().unwrap_err().to_string();
        assert_eq!(
            error,
            "deployment: 'eth' refers to group 'minors', which is not listed"
        );
    }
}
