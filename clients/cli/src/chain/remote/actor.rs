//! Who acts on a real chain, and with which key. Keys come from files or from the environment, are
//! read when something is to be signed, and are shown nowhere.

use std::path::Path;

use ballast_client::{Error, Key, KeyError, Manifest};

use super::Book;
use crate::{
    command::Actor,
    error::{CliError, CliResult, RemoteError},
};

/// The environment variable that may hold a key.
const KEY: &str = "BALLAST_KEY";

/// Who acts on a chain with a folder of keys where nobody is named.
const ALICE: &str = "alice";

/// A key that was named, with its account's name.
pub struct Own {
    name: String,
    key: Key,
}

/// Who acts: the owner of a key that is named, an account that is named, the owner of the key in the
/// environment, or on a local chain alice; in this order.
pub fn find(
    manifest: &Manifest,
    names: &Book,
    actor: Actor,
) -> CliResult<(Option<String>, Option<Own>)> {
    let prefix = &manifest.bech32_prefix;
    if let Some(file) = &actor.key {
        let own = own(names, Key::from_file(file, prefix))?;
        return Ok((Some(own.name.clone()), Some(own)));
    }
    if let Some(name) = actor.name {
        if names.is_contract(&name) {
            let text = format!("'{name}' is the name of a contract, not of an account");
            return Err(CliError::Arguments(text));
        }
        let address = names.address(&name)?;
        return Ok((Some(names.name_of(&address).to_owned()), None));
    }
    if let Some(key) = key_in_environment(prefix) {
        let own = own(names, key)?;
        return Ok((Some(own.name.clone()), Some(own)));
    }
    let alice = has_key(manifest, None, ALICE).then(|| ALICE.to_owned());
    Ok((alice, None))
}

/// The key that the environment holds, if it holds one.
pub fn key_in_environment(prefix: &str) -> Option<Result<Key, KeyError>> {
    let is_there = std::env::var_os(KEY).is_some_and(|key| !key.is_empty());
    is_there.then(|| Key::from_env(KEY, prefix))
}

fn own(names: &Book, key: Result<Key, KeyError>) -> CliResult<Own> {
    let key = key.map_err(Error::from)?;
    let name = names.name_of(key.address()).to_owned();
    Ok(Own { name, key })
}

/// Whether an account's key is at hand.
pub fn has_key(manifest: &Manifest, own: Option<&Own>, account: &str) -> bool {
    let is_file = |file: &Path| file.is_file();
    own.is_some_and(|own| own.name == account)
        || manifest
            .key_file(account)
            .is_some_and(|file| is_file(&file))
}

/// The key of an account.
pub fn key(manifest: &Manifest, names: &Book, own: Option<&Own>, account: &str) -> CliResult<Key> {
    if let Some(own) = own.filter(|own| own.name == account) {
        return Ok(own.key.clone());
    }
    let no_key = || -> CliError {
        RemoteError::NoKey {
            account: account.to_owned(),
            keys: manifest.keys.clone(),
        }
        .into()
    };
    let file = manifest.key_file(account).ok_or_else(no_key)?;
    if !file.is_file() {
        return Err(no_key());
    }
    let key = Key::from_file(&file, &manifest.bech32_prefix).map_err(Error::from)?;
    let expected = names.address(account)?;
    if key.address() != expected {
        return Err(RemoteError::OtherKey {
            file,
            account: account.to_owned(),
            expected,
            found: key.address().to_owned(),
        }
        .into());
    }
    Ok(key)
}
