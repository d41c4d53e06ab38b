//! A new network: genesis, a home folder for each node, and keys.
//!
//! Everything is made in a folder beside the wanted one, which gets its name when nothing is left to
//! do: a network that is there is whole.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use crate::{
    binary::{shown, succeed},
    config::NodeConfig,
    files::{self, trying},
    genesis,
    options::{Account, Options},
    ports,
    state::{NamedAddress, NodeState, State},
    Coin, Error, Result, FEE_DENOM,
};

/// What a validator stakes of what it has, in base units: a million votes each.
const BOND: u128 = 1_000_000_000_000;

/// Makes the network `options` in `folder`, with the program `binary`.
pub fn create(folder: &Path, options: &Options, binary: &Path) -> Result<()> {
    options.check()?;
    ensure_vacant(folder)?;
    let staging = Staging::beside(folder)?;
    let maker = Maker {
        binary,
        folder: &staging.0,
        options,
    };
    maker.make()?.save(&staging.0)?;
    fs::rename(&staging.0, folder).map_err(trying("make the folder", folder))
}

/// A new network may take a folder that does not exist, or is empty.
pub fn ensure_vacant(folder: &Path) -> Result<()> {
    let vacant = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if !vacant {
        return Err(Error::FolderExists(folder.to_owned()));
    }
    Ok(())
}

/// A folder that is removed unless it was renamed.
struct Staging(PathBuf);

impl Staging {
    fn beside(folder: &Path) -> Result<Self> {
        let mut name = folder.as_os_str().to_owned();
        name.push(format!(".new-{}", std::process::id()));
        let staging = Self(PathBuf::from(name));
        files::make_folder(&staging.0)?;
        Ok(staging)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing more can be done about a folder that cannot be removed.
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Maker<'a> {
    binary: &'a Path,
    folder: &'a Path,
    options: &'a Options,
}

/// What `wasmd keys add` answers.
#[derive(Deserialize)]
struct NewKey {
    address: String,
    mnemonic: String,
}

impl Maker<'_> {
    fn make(&self) -> Result<State> {
        let mut state = State::new(&self.options.chain_id, self.binary);
        state.nodes = self.nodes()?;
        let accounts = self.accounts();
        state.accounts = self.keys(&accounts)?;
        self.genesis(&state, &accounts)?;
        self.configure(&state.nodes)?;
        Ok(state)
    }

    /// Home folders with consensus keys.
    fn nodes(&self) -> Result<Vec<NodeState>> {
        let ports = ports::choose(self.options.validators)?;
        let nodes = ports.into_iter().enumerate().map(|(number, ports)| {
            let name = format!("node-{number}");
            let mut init = self.wasmd(&["init", &name, "--chain-id", &self.options.chain_id]);
            succeed(init.arg("--home").arg(self.home(number)))?;
            Ok(NodeState {
                name,
                ports,
                process: None,
            })
        });
        nodes.collect()
    }

    /// The accounts asked for, then the validators'.
    fn accounts(&self) -> Vec<Account> {
        let validators = (0..self.options.validators).map(|number| Account {
            name: format!("validator-{number}"),
            coins: vec![Coin::new(2 * BOND, FEE_DENOM)],
        });
        let asked = self.options.accounts.iter().cloned();
        asked.chain(validators).collect()
    }

    /// A new key for each account: in wasmd's test keyring, and its mnemonic in a file.
    fn keys(&self, accounts: &[Account]) -> Result<Vec<NamedAddress>> {
        files::make_folder(&self.folder.join("keys"))?;
        let keys = accounts.iter().map(|Account { name, .. }| {
            let mut add = self.wasmd(&["keys", "add", name, "--output", "json"]);
            let answer = succeed(self.with_keyring(&mut add))?;
            let key: NewKey = serde_json::from_str(&answer).map_err(|_| Error::Answer {
                command: shown(&add),
                expected: "a key in JSON",
                found: "not shown, as there may be a secret in it".to_owned(),
            })?;
            let file = self.folder.join("keys").join(format!("{name}.key"));
            files::write_secret(&file, &format!("{}\n", key.mnemonic))?;
            Ok(NamedAddress {
                name: name.clone(),
                address: key.address,
            })
        });
        keys.collect()
    }

    /// One genesis file with every account and every validator's first transaction.
    fn genesis(&self, state: &State, accounts: &[Account]) -> Result<()> {
        let genesis = self.genesis_of(0);
        genesis::write_governance(&genesis, self.options.voting_period)?;
        let list = self.folder.join("accounts.json");
        let addresses = state.accounts.iter().map(|key| key.address.as_str());
        files::replace(&list, &genesis::accounts_file(addresses.zip(accounts)))?;
        let mut add = self.wasmd(&["genesis", "bulk-add-genesis-account"]);
        succeed(add.arg(&list).arg("--home").arg(self.home(0)))?;
        fs::remove_file(&list).map_err(trying("remove", &list))?;

        let first_transactions = self.home(0).join("config/gentx");
        files::make_folder(&first_transactions)?;
        for (number, node) in state.nodes.iter().enumerate() {
            self.share_genesis(number)?;
            let document = first_transactions.join(format!("{}.json", node.name));
            let mut gentx = self.gentx(number);
            succeed(gentx.arg("--output-document").arg(document))?;
        }
        let mut collect = self.wasmd(&["genesis", "collect-gentxs"]);
        succeed(collect.arg("--home").arg(self.home(0)))?;
        (0..state.nodes.len()).try_for_each(|number| self.share_genesis(number))
    }

    fn gentx(&self, number: usize) -> Command {
        let (name, bond) = (format!("validator-{number}"), format!("{BOND}{FEE_DENOM}"));
        let mut gentx = self.wasmd(&["genesis", "gentx", &name, &bond]);
        gentx
            .args(["--ip", "127.0.0.1", "--chain-id", &self.options.chain_id])
            .arg("--home")
            .arg(self.home(number));
        self.with_keyring(&mut gentx);
        gentx
    }

    fn share_genesis(&self, number: usize) -> Result<()> {
        let (from, to) = (self.genesis_of(0), self.genesis_of(number));
        if from != to {
            fs::copy(&from, &to).map_err(trying("write", &to))?;
        }
        Ok(())
    }

    fn configure(&self, nodes: &[NodeState]) -> Result<()> {
        let peers = nodes.iter().enumerate().map(|(number, node)| {
            let mut ask = self.wasmd(&["comet", "show-node-id"]);
            let id = succeed(ask.arg("--home").arg(self.home(number)))?;
            Ok(format!("{id}@127.0.0.1:{}", node.ports.p2p))
        });
        let peers: Vec<String> = peers.collect::<Result<_>>()?;
        for (number, node) in nodes.iter().enumerate() {
            let others = peers.iter().enumerate();
            let others = others.filter(|(other, _)| *other != number);
            let config = NodeConfig {
                chain_id: &self.options.chain_id,
                ports: node.ports,
                peers: others
                    .map(|(_, peer)| peer.as_str())
                    .collect::<Vec<_>>()
                    .join(","),
                timeout_commit: self.options.timeout_commit,
                minimum_gas_prices: &self.options.minimum_gas_prices,
            };
            config.write(&self.home(number))?;
        }
        Ok(())
    }

    fn wasmd(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.binary);
        command.args(arguments);
        command
    }

    fn with_keyring<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .args(["--keyring-backend", "test", "--keyring-dir"])
            .arg(self.folder)
    }

    fn home(&self, number: usize) -> PathBuf {
        self.folder.join(format!("node-{number}"))
    }

    fn genesis_of(&self, number: usize) -> PathBuf {
        self.home(number).join("config/genesis.json")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        ensure_vacant(folder.path()).unwrap();
        ensure_vacant(&folder.path().join("new")).unwrap();
        fs::write(folder.path().join("theirs"), "").unwrap();
        let refused = create(folder.path(), &Options::default(), Path::new("wasmd")).unwrap_err();
        assert!(matches!(refused, Error::FolderExists(_)), "{refused}");
        let file = folder.path().join("theirs");
        let refused = ensure_vacant(&file).unwrap_err();
        assert!(matches!(refused, Error::FolderExists(_)), "{refused}");
    }

    #[test]
    fn a_program_that_fails_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let wanted = folder.path().join("net");
        let refused = create(&wanted, &Options::default(), Path::new("false")).unwrap_err();
        assert!(matches!(refused, Error::Command { .. }), "{refused}");
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 0);
    }
}
