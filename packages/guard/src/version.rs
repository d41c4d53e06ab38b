//! Which code may follow which.

use cosmwasm_std::{StdResult, Storage};
use cw2::{get_contract_version, set_contract_version};
use semver::Version;

use crate::GuardError;

/// Writes name and version of the code that creates the contract.
pub fn set(storage: &mut dyn Storage, name: &str, version: &str) -> StdResult<()> {
    set_contract_version(storage, name, version)
}

/// Moves the contract on to this code's version. Refuses another contract's storage, an older
/// version and the same one.
pub fn migrate(storage: &mut dyn Storage, name: &str, version: &str) -> Result<(), GuardError> {
    let stored = get_contract_version(storage)?;
    if stored.contract != name {
        let expected = name.to_owned();
        return Err(GuardError::WrongContract {
            expected,
            found: stored.contract,
        });
    }
    if parse(version)? <= parse(&stored.version)? {
        return Err(GuardError::NotNewer {
            stored: stored.version,
            code: version.to_owned(),
        });
    }
    Ok(set_contract_version(storage, name, version)?)
}

fn parse(version: &str) -> Result<Version, GuardError> {
    let unreadable = || GuardError::UnreadableVersion {
        version: version.to_owned(),
    };
    Version::parse(version).map_err(|_| unreadable())
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    #[test]
    fn h43_migration_refuses_another_contract_an_older_and_the_same_version() {
        let mut storage = MockStorage::new();
        set(&mut storage, "vault", "1.2.0").unwrap();
        let before = get_contract_version(&storage).unwrap();

        let foreign = GuardError::WrongContract {
            expected: "oracle".to_owned(),
            found: "vault".to_owned(),
        };
        assert_eq!(migrate(&mut storage, "oracle", "2.0.0"), Err(foreign));
        for code in ["1.1.9", "1.2.0"] {
            let refused = GuardError::NotNewer {
                stored: "1.2.0".to_owned(),
                code: code.to_owned(),
            };
            assert_eq!(migrate(&mut storage, "vault", code), Err(refused));
        }
        assert_eq!(get_contract_version(&storage).unwrap(), before);

        migrate(&mut storage, "vault", "1.10.0").unwrap();
        assert_eq!(get_contract_version(&storage).unwrap().version, "1.10.0");
    }

    #[test]
    fn h43_migration_refuses_a_version_that_is_none_on_either_side() {
        for (stored, code) in [("1.2.0", "newest"), ("newest", "1.2.0")] {
            let mut storage = MockStorage::new();
            set(&mut storage, "vault", stored).unwrap();
            let version = "newest".to_owned();
            assert_eq!(
                migrate(&mut storage, "vault", code),
                Err(GuardError::UnreadableVersion { version })
            );
        }
    }
}
