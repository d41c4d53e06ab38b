//! What a node says of itself over HTTP.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

use crate::{Error, Result};

/// A node answers this at once or not at all.
const PATIENCE: Duration = Duration::from_secs(3);

/// A part of a node's answer to `/status`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeInfo {
    pub chain_id: String,
    pub height: u64,
}

/// Asks a node, whose address is like `http://127.0.0.1:26657`.
pub fn status(url: &str) -> Result<NodeInfo> {
    let unreachable = |reason: String| Error::Unreachable {
        url: url.to_owned(),
        reason,
    };
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .proxy(None) // the node is on this machine, whatever the environment says of others
        .build();
    let text = Agent::new_with_config(config)
        .get(format!("{url}/status"))
        .call()
        .and_then(|mut answer| answer.body_mut().read_to_string())
        .map_err(|error| unreachable(error.to_string()))?;
    parse(&text).ok_or_else(|| unreachable("its answer is not a node's status".to_owned()))
}

fn parse(text: &str) -> Option<NodeInfo> {
    let answer: Value = serde_json::from_str(text).ok()?;
    let result = answer.get("result")?;
    let field = |path: &str| result.pointer(path).and_then(Value::as_str);
    Some(NodeInfo {
        chain_id: field("/node_info/network")?.to_owned(),
        height: field("/sync_info/latest_block_height")?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read() {
        let text = r#"{"jsonrpc":"2.0","id":-1,"result":{"node_info":{"network":"c-1"},
            "sync_info":{"latest_block_height":"42","catching_up":false}}}"#;
        let info = parse(text).unwrap();
        assert_eq!((info.chain_id.as_str(), info.height), ("c-1", 42));
        assert_eq!(parse("{}"), None);
        assert_eq!(parse("<html>"), None);
    }

    #[test]
    fn nobody_there_is_unreachable() {
        let refused = status("http://127.0.0.1:1").unwrap_err().to_string();
        let says = "http://127.0.0.1:1 does not answer: ";
        assert!(refused.starts_with(says), "{refused}");
    }
}
