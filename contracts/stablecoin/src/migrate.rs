//! Migration goes forward only.

use cosmwasm_std::{ensure, Storage};
use semver::Version;

use crate::error::ContractError;

/// Refuses storage of another contract, of a later version and of this version.
///
/// `cw2::ensure_from_older_version` accepts the same version. Here that is refused: a migration that
/// changes nothing is a mistake, and the steps of a real one must not run twice.
pub fn ensure_newer(
    storage: &dyn Storage,
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
    Ok(())
}

fn parse(version: &str) -> Result<Version, ContractError> {
    version
        .parse()
        .map_err(|e: semver::Error| ContractError::UnreadableVersion {
            stored: version.into(),
            reason: e.to_string(),
        })
}
