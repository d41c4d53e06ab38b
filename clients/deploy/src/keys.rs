//! Key files of a local chain: `NAME.key`.

use std::{collections::BTreeMap, path::Path};

use ballast_client::{Client, Key, KeyError, Signer};

/// The addresses of all keys in a folder, by name.
pub fn addresses_of_keys(
    folder: &Path,
    prefix: &str,
) -> Result<BTreeMap<String, String>, KeyError> {
    let failed = |error: std::io::Error| KeyError::File {
        file: folder.to_owned(),
        reason: error.to_string(),
    };
    let mut addresses = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_stem().and_then(|stem| stem.to_str());
        let is_key = path.extension().is_some_and(|extension| extension == "key");
        if let (true, Some(name)) = (is_key, name) {
            let key = Key::from_file(&path, prefix)?;
            addresses.insert(name.to_owned(), key.address().to_owned());
        }
    }
    Ok(addresses)
}

/// Who signs with the key of that name in a folder.
pub fn signer_of(client: &Client, folder: &Path, name: &str) -> Result<Signer, KeyError> {
    let file = folder.join(format!("{name}.key"));
    let key = Key::from_file(&file, &client.config().bech32_prefix)?;
    Ok(client.signer(key))
}
