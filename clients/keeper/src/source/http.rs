//! A JSON document from a server.

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
    let body = within(source.timeout_seconds, from, fetch(client, source)).await?;
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

async fn fetch(client: &reqwest::Client, source: &HttpSource) -> Result<Vec<u8>, SourceError> {
    let failed = |error: reqwest::Error| unreadable(&source.url.to_string(), error.without_url());
    let response = client
        .get(source.url.whole())
        .send()
        .await
        .map_err(failed)?;
    let mut response = response.error_for_status().map_err(failed)?;
    let mut body = vec![];
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        body.extend_from_slice(&chunk);
        if u64::try_from(body.len()).unwrap_or(u64::MAX) > source.maximum_bytes {
            return Err(SourceError::TooLong {
                from: source.url.to_string(),
                most: source.maximum_bytes,
            });
        }
    }
    Ok(body)
}
