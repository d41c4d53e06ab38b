//! Asking the sources of signed reports.

use ballast_types::oracle::SignedReport;
use futures_util::future::join_all;

use crate::{
    config::RelayConfig,
    source::{SignedSource, SourceError},
};

/// All sources.
pub struct Gatherer {
    sources: Vec<SignedSource>,
}

/// What a source says.
pub struct Said {
    /// What the source is called.
    pub source: String,
    /// Its reports, of which nothing is verified; or why there are none.
    pub answer: Result<Vec<SignedReport>, SourceError>,
}

impl Gatherer {
    /// By the configuration.
    pub fn new(config: &RelayConfig) -> Self {
        let sources = config.sources.iter();
        Self {
            sources: sources.map(SignedSource::new).collect(),
        }
    }

    /// What they say now, all asked at once.
    pub async fn ask(&self) -> Vec<Said> {
        let asked = self.sources.iter().map(|source| async {
            Said {
                source: source.name(),
                answer: source.read().await,
            }
        });
        join_all(asked).await
    }
}
