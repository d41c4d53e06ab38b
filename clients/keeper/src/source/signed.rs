//! Signed reports: a file, or a document from a server.

use ballast_types::oracle::SignedReport;
use serde::Deserialize;

use super::{file, http, reading, within, SourceError};
use crate::config::ReportSource;

/// A source of signed reports.
#[derive(Clone, Debug)]
pub struct SignedSource {
    config: ReportSource,
    http: reqwest::Client,
}

/// What a source says.
#[derive(Deserialize)]
#[serde(untagged)]
enum Document {
    One(SignedReport),
    Many(Vec<SignedReport>),
}

impl SignedSource {
    /// By the configuration.
    pub fn new(config: &ReportSource) -> Self {
        Self {
            config: config.clone(),
            http: match config {
                ReportSource::Http(source) => http::client(&source.url),
                ReportSource::File(_) => reqwest::Client::default(),
            },
        }
    }

    /// What it is called: its path, or of its address scheme, host and port.
    pub fn name(&self) -> String {
        self.config.to_string()
    }

    /// What it says now. Nothing of it is verified. Refuses what is longer than configured, or anything but signed
    /// reports.
    pub async fn read(&self) -> Result<Vec<SignedReport>, SourceError> {
        let text = match &self.config {
            ReportSource::File(source) => file::contents(&source.path, source.maximum_bytes)
                .await?
                .into_bytes(),
            ReportSource::Http(source) => {
                let body = http::fetch(&self.http, &source.url, source.maximum_bytes);
                within(source.timeout_seconds, &self.name(), body).await?
            }
        };
        let malformed = |_| {
            let given = String::from_utf8_lossy(&text);
            reading::malformed(&self.name(), &given, "signed report or list of such")
        };
        Ok(match serde_json::from_slice(&text).map_err(malformed)? {
            Document::One(report) => vec![report],
            Document::Many(reports) => reports,
        })
    }
}
