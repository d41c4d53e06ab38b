//! Why the keeper cannot run.

use std::net::SocketAddr;

use crate::config::ConfigError;

/// Something that only a person can put right; one line.
#[derive(Debug, thiserror::Error)]
pub enum KeeperError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A chain that is not the manifest's, or a node that is not there.
    #[error(transparent)]
    Client(#[from] ballast_client::Error),
    /// The manifest.
    #[error(transparent)]
    Manifest(#[from] ballast_client::ManifestError),
    /// A key.
    #[error(transparent)]
    Key(#[from] ballast_client::KeyError),
    /// The server for metrics.
    #[error("metrics cannot be served at {listen}: {reason}")]
    Server {
        /// Where.
        listen: SocketAddr,
        /// Why.
        reason: String,
    },
    /// Signals cannot be heard.
    #[error("signals cannot be waited for: {0}")]
    Signals(std::io::Error),
    /// With `once`: tasks that failed.
    #[error("{}", .failed.join("; "))]
    Failed {
        /// Each with its reason.
        failed: Vec<String>,
    },
}
