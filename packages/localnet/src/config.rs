//! The nodes' configuration files, edited: everything that is not named here stays as wasmd wrote it.

use std::{path::Path, time::Duration};

use toml_edit::{value, DocumentMut, Item, TableLike, Value};

use crate::{files, ports::Ports, Error, Result};

/// What makes one node's configuration different from the defaults.
pub struct NodeConfig<'a> {
    pub chain_id: &'a str,
    pub ports: Ports,
    /// `id@127.0.0.1:port` of every other node, with commas between.
    pub peers: String,
    pub timeout_commit: Duration,
    pub minimum_gas_prices: &'a str,
}

type Settings = Vec<(&'static [&'static str], Value)>;

impl NodeConfig<'_> {
    /// Edits config.toml, app.toml and client.toml in a node's home folder.
    pub fn write(&self, home: &Path) -> Result<()> {
        let files = [
            ("config.toml", self.comet()),
            ("app.toml", self.app()),
            ("client.toml", self.client()),
        ];
        for (name, settings) in files {
            let path = home.join("config").join(name);
            let text = files::read(&path)?;
            let edited = edited(&text, settings).map_err(|reason| Error::Content {
                path: path.clone(),
                reason,
            })?;
            files::replace(&path, &edited)?;
        }
        Ok(())
    }

    /// Consensus and the peers. All nodes are known to each other and on one address, so that there
    /// is nobody to discover.
    fn comet(&self) -> Settings {
        vec![
            (&["rpc", "laddr"], listen(self.ports.rpc)),
            (&["rpc", "pprof_laddr"], "".into()),
            (&["p2p", "laddr"], listen(self.ports.p2p)),
            (&["p2p", "persistent_peers"], self.peers.as_str().into()),
            (&["p2p", "addr_book_strict"], false.into()),
            (&["p2p", "allow_duplicate_ip"], true.into()),
            (&["p2p", "pex"], false.into()),
            (
                &["consensus", "timeout_commit"],
                milliseconds(self.timeout_commit),
            ),
            // How long a dead proposer is waited for: a third of the default, as nobody is far away.
            (&["consensus", "timeout_propose"], "1s".into()),
        ]
    }

    fn app(&self) -> Settings {
        vec![
            (&["minimum-gas-prices"], self.minimum_gas_prices.into()),
            (&["api", "enable"], false.into()),
            (&["grpc", "enable"], true.into()),
            (
                &["grpc", "address"],
                format!("127.0.0.1:{}", self.ports.grpc).into(),
            ),
            (&["grpc-web", "enable"], false.into()),
        ]
    }

    /// For `wasmd --home` by hand.
    fn client(&self) -> Settings {
        vec![
            (&["chain-id"], self.chain_id.into()),
            (&["keyring-backend"], "test".into()),
            (&["node"], listen(self.ports.rpc)),
        ]
    }
}

fn listen(port: u16) -> Value {
    format!("tcp://127.0.0.1:{port}").into()
}

fn milliseconds(time: Duration) -> Value {
    format!("{}ms", time.as_millis()).into()
}

/// Sets keys that are there. One that is not would be ignored by the node, so it is an error.
fn edited(text: &str, settings: Settings) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|error| format!("{error}"))?;
    for (path, new) in settings {
        let item = find(document.as_table_mut(), path)
            .ok_or_else(|| format!("it has no key `{}`", path.join(".")))?;
        *item = value(new);
    }
    Ok(document.to_string())
}

fn find<'a>(table: &'a mut dyn TableLike, path: &[&str]) -> Option<&'a mut Item> {
    match path {
        [] => None,
        [key] => table.get_mut(key).filter(|item| item.is_value()),
        [key, rest @ ..] => find(table.get_mut(key)?.as_table_like_mut()?, rest),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const COMET: &str = r#"# A comment stays.
moniker = "node-0"
[rpc]
laddr = "tcp://0.0.0.0:26657" # every interface
pprof_laddr = "localhost:6060"
[p2p]
laddr = "tcp://0.0.0.0:26656"
persistent_peers = ""
addr_book_strict = true
allow_duplicate_ip = false
pex = true
[consensus]
timeout_propose = "3s"
timeout_commit = "5s"
timeout_prevote = "1s"
"#;
    const APP: &str = r#"minimum-gas-prices = "0stake"
[api]
enable = true
[grpc]
enable = false
address = "localhost:9090"
[grpc-web]
enable = true
[wasm]
query_gas_limit = 3000000
"#;
    const CLIENT: &str = "chain-id = \"\"\nkeyring-backend = \"os\"\nnode = \"\"\n";

    fn config() -> NodeConfig<'static> {
        NodeConfig {
            chain_id: "c-1",
            ports: Ports {
                rpc: 21_000,
                p2p: 21_001,
                grpc: 21_002,
            },
            peers: "ab@127.0.0.1:21004".to_owned(),
            timeout_commit: Duration::from_millis(300),
            minimum_gas_prices: "0.025stake",
        }
    }

    #[test]
    fn nodes_listen_on_loopback_only() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("config");
        fs::create_dir(&folder).unwrap();
        for (name, text) in [("config", COMET), ("app", APP), ("client", CLIENT)] {
            fs::write(folder.join(name).with_extension("toml"), text).unwrap();
        }
        config().write(home.path()).unwrap();

        let comet = fs::read_to_string(folder.join("config.toml")).unwrap();
        let app = fs::read_to_string(folder.join("app.toml")).unwrap();
        assert!(!comet.contains("0.0.0.0"), "{comet}");
        for line in [
            "# A comment stays.",
            "laddr = \"tcp://127.0.0.1:21000\"",
            "laddr = \"tcp://127.0.0.1:21001\"",
            "pprof_laddr = \"\"",
            "persistent_peers = \"ab@127.0.0.1:21004\"",
            "timeout_commit = \"300ms\"",
            "timeout_prevote = \"1s\"",
        ] {
            assert!(comet.contains(line), "{line}: {comet}");
        }
        let app: DocumentMut = app.parse().unwrap();
        assert_eq!(app["api"]["enable"].as_bool(), Some(false));
        assert_eq!(app["grpc"]["address"].as_str(), Some("127.0.0.1:21002"));
        assert_eq!(app["wasm"]["query_gas_limit"].as_integer(), Some(3_000_000));
        let client = fs::read_to_string(folder.join("client.toml")).unwrap();
        assert!(client.contains("chain-id = \"c-1\""), "{client}");
    }

    #[test]
    fn a_key_that_moved_is_an_error() {
        let moved = COMET.replace("pprof_laddr", "profiler");
        let refused = edited(&moved, config().comet()).unwrap_err();
        assert_eq!(refused, "it has no key `rpc.pprof_laddr`");
        assert!(edited("[rpc", config().comet()).is_err());
    }
}
