//! Free ports on this machine.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hasher},
    net::{Ipv4Addr, TcpListener},
};

use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// Below the range from which Linux takes ports for outgoing connections (32768 and above): none of
/// those can hold a port when a network is started again.
const FROM: u16 = 20_000;
const TO: u16 = 32_000;

/// The ports of one node, all on 127.0.0.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ports {
    /// Transactions, queries and blocks for clients.
    pub rpc: u16,
    /// Between nodes.
    pub p2p: u16,
    /// Queries for clients that prefer gRPC.
    pub grpc: u16,
}

impl Ports {
    /// Each port with what it is for.
    pub fn all(self) -> [(&'static str, u16); 3] {
        [("rpc", self.rpc), ("p2p", self.p2p), ("grpc", self.grpc)]
    }
}

/// Free ports for so many nodes. They are looked for from a random place on, so that two networks
/// that are made at the same time hardly ever find the same.
pub fn choose(nodes: u16) -> Result<Vec<Ports>> {
    let wanted = usize::from(nodes) * 3;
    let span = u64::from(TO - FROM);
    let start = RandomState::new().build_hasher().finish() % span;
    // All are held until the last is found: none is given twice.
    let held: Vec<(u16, TcpListener)> = (0..span)
        .filter_map(|step| u16::try_from((start + step) % span).ok())
        .filter_map(|offset| listen(FROM + offset).ok().map(|held| (FROM + offset, held)))
        .take(wanted)
        .collect();
    let ports: Vec<Ports> = held
        .chunks_exact(3)
        .filter_map(|three| match three {
            [(rpc, _), (p2p, _), (grpc, _)] => Some(Ports {
                rpc: *rpc,
                p2p: *p2p,
                grpc: *grpc,
            }),
            _ => None,
        })
        .collect();
    if held.len() < wanted {
        return Err(Error::NoFreePorts {
            wanted,
            found: held.len(),
            from: FROM,
            to: TO,
        });
    }
    Ok(ports)
}

/// Refuses if another program listens on one of the node's ports.
pub fn ensure_free(node: &str, ports: Ports) -> Result<()> {
    for (purpose, port) in ports.all() {
        listen(port).map_err(|source| Error::PortTaken {
            node: node.to_owned(),
            purpose,
            port,
            source,
        })?;
    }
    Ok(())
}

fn listen(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ports_are_free_and_different() {
        let nodes = choose(7).unwrap();
        let all: BTreeSet<u16> = nodes
            .iter()
            .flat_map(|ports| ports.all())
            .map(|(_, port)| port)
            .collect();
        assert_eq!(all.len(), 21);
        assert!(all.iter().all(|port| (FROM..TO).contains(port)));
    }

    #[test]
    fn a_taken_port_is_named() {
        let [ports] = choose(1).unwrap()[..] else {
            panic!("one node");
        };
        let _holder = listen(ports.p2p).unwrap();
        let refused = ensure_free("node-0", ports).unwrap_err().to_string();
        let says = format!("node-0 needs port {} on 127.0.0.1 (p2p)", ports.p2p);
        assert!(refused.starts_with(&says), "{refused}");
    }
}
