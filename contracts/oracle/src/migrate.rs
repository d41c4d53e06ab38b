//! Migration goes forward only.

use cosmwasm_std::{ensure, Storage};
use semver::Version;

use crate::error::ContractError;

/// Moves storage of an earlier version of contract `name` to `version`. Refuses storage of another
/// contract, of a later version and of this one: the steps of a migration must not run twice.
pub fn migrate(
    storage: &mut dyn Storage,
    name: &'static str,
    version: &'static str,
) -> Result<(), ContractError> {
    let stored = cw2::get_contract_version(storage)?;
    ensure!(
        stored.contract == name,
        ContractError::WrongContract {
            expected: name,
            found: stored.contract
        }
    );
    ensure!(
        parse(&stored.version)? < parse(version)?,
        ContractError::NotNewer {
            stored: stored.version,
            code: version
        }
    );
    cw2::set_contract_version(storage, name, version)?;
    Ok(())
}

fn parse(version: &str) -> Result<Version, ContractError> {
    version
        .parse()
        .map_err(|error: semver::Error| ContractError::UnreadableVersion {
            stored: version.to_owned(),
            reason: error.to_string(),
        })
}
