//! One open websocket that a node tells its blocks over.

use futures_util::StreamExt;
use tendermint_rpc::{
    client::CompatMode,
    event::EventData,
    query::{EventType, Query},
    Error as RpcError, Subscription, SubscriptionClient, WebSocketClient, WebSocketClientUrl,
};
use tokio::task::JoinHandle;

use super::super::{nodes, Block};
use crate::Endpoint;

/// An open websocket. Dropping it ends the task that drives it.
#[derive(Debug)]
pub(super) struct Socket {
    pub(super) endpoint: Endpoint,
    events: Subscription,
    client: WebSocketClient,
    driver: JoinHandle<()>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = self.client.clone().close();
        self.driver.abort();
    }
}

impl Socket {
    pub(super) async fn open(endpoint: &Endpoint) -> Result<Self, RpcError> {
        let address = websocket_of(endpoint.whole());
        let address: WebSocketClientUrl = address.parse()?;
        let builder = WebSocketClient::builder(address).compat_mode(CompatMode::V0_38);
        let (client, driver) = builder.build().await?;
        let asked = endpoint.clone();
        let driver = tokio::spawn(async move {
            if let Err(error) = driver.run().await {
                let error = nodes::one_line(&asked, &error);
                tracing::debug!(error, "the websocket has ended");
            }
        });
        let events = match client.subscribe(Query::from(EventType::NewBlock)).await {
            Ok(events) => events,
            Err(error) => {
                driver.abort();
                return Err(error);
            }
        };
        Ok(Self {
            endpoint: endpoint.clone(),
            events,
            client,
            driver,
        })
    }

    /// The next block that the node tells of, or why there is none. Nothing is lost if it is dropped.
    pub(super) async fn next(&mut self) -> Result<Block, String> {
        loop {
            match self.events.next().await {
                Some(Ok(event)) => {
                    if let Some(block) = block_of(event.data) {
                        return Ok(block);
                    }
                }
                Some(Err(error)) => return Err(nodes::one_line(&self.endpoint, &error)),
                None => return Err("the node closed the connection".to_owned()),
            }
        }
    }
}

/// `http://host:port/path?query` has its websocket at `ws://host:port/path/websocket?query`.
fn websocket_of(url: &str) -> String {
    let (url, query) = url.split_at(url.find('?').unwrap_or(url.len()));
    let url = url.trim_end_matches('/');
    let url = match url.split_once("://") {
        Some(("https", rest)) => format!("wss://{rest}"),
        Some((_, rest)) => format!("ws://{rest}"),
        None => format!("ws://{url}"),
    };
    format!("{url}/websocket{query}")
}

fn block_of(data: EventData) -> Option<Block> {
    match data {
        EventData::NewBlock { block, .. } | EventData::LegacyNewBlock { block, .. } => {
            let header = block?.header;
            Some(Block {
                height: header.height.value(),
                time: nodes::unix_seconds(header.time),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::websocket_of;

    #[test]
    fn the_websocket_is_below_the_path_and_keeps_the_query() {
        for (http, websocket) in [
            ("http://127.0.0.1:26657", "ws://127.0.0.1:26657/websocket"),
            ("https://a.example/", "wss://a.example/websocket"),
            (
                "https://a.example/v1/?key=k/",
                "wss://a.example/v1/websocket?key=k/",
            ),
        ] {
            assert_eq!(websocket_of(http), websocket);
        }
    }
}
