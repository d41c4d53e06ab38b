//! A JSON document from a server.

use ballast_client::Endpoint;
use serde_json::Value;

use super::{reading, unreadable, within, SourceError};
use crate::{config::HttpSource, strategy::Quote};

/// Price and time where the pointers say.
pub(super) async fn get(
    client: &reqwest::Client,
    source: &HttpSource,
    now: u64,
) -> Result<Quote, SourceError> {
    let from = &source.url.to_string();
    let body = fetch(client, &source.url, source.maximum_bytes);
    let body = within(source.timeout_seconds, from, body).await?;
    let document: Value = serde_json::from_slice(&body)
        .map_err(|_| reading::malformed(from, &String::from_utf8_lossy(&body), "JSON"))?;
    let price = reading::price(from, at(&document, &source.price))?;
    let time = match &source.time {
        Some(pointer) => reading::time(from, at(&document, pointer), source.time_unit)?,
        None => now,
    };
    Ok(Quote { price, time })
}

fn at<'a>(document: &'a Value, pointer: &str) -> &'a Value {
    document.pointer(pointer).unwrap_or(&Value::Null)
}

/// A client for an address. A proxy that the environment names has no way to this machine itself.
pub(super) fn client(url: &Endpoint) -> reqwest::Client {
    let client = reqwest::Client::builder();
    let client = if url.is_loopback() {
        client.no_proxy()
    } else {
        client
    };
    client.build().unwrap_or_default()
}

/// A document, if it is not longer than so many bytes.
pub(super) async fn fetch(
    client: &reqwest::Client,
    url: &Endpoint,
    most: u64,
) -> Result<Vec<u8>, SourceError> {
    let failed = |error: reqwest::Error| unreadable(&url.to_string(), error.without_url());
    let response = client.get(url.whole()).send().await.map_err(failed)?;
    let mut response = response.error_for_status().map_err(failed)?;
    let mut body = vec![];
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        body.extend_from_slice(&chunk);
        if u64::try_from(body.len()).unwrap_or(u64::MAX) > most {
            let from = url.to_string();
            return Err(SourceError::TooLong { from, most });
        }
    }
    Ok(body)
}
