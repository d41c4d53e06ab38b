//! Metrics and health over HTTP, on a loopback address only.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    extract::State,
    http::{header, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
    Router,
};
use tokio::{net::TcpListener, task::JoinHandle};

use super::Metrics;
use crate::Clock;

/// What a request is answered from.
#[derive(Clone)]
struct Shared {
    metrics: Arc<Metrics>,
    clock: Clock,
}

/// A server in a task of its own.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts to serve. Refuses an address that others could reach.
pub async fn start(
    listen: SocketAddr,
    metrics: Arc<Metrics>,
    clock: Clock,
) -> std::io::Result<Server> {
    if !listen.ip().is_loopback() {
        let reason = format!("{listen} is no loopback address");
        return Err(std::io::Error::other(reason));
    }
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    let routes = Router::new()
        .route("/metrics", get(metrics_text))
        .route("/health", get(health))
        .with_state(Shared { metrics, clock });
    let task = tokio::spawn(serve(listener, routes));
    Ok(Server { address, task })
}

async fn serve(listener: TcpListener, routes: Router) {
    if let Err(error) = axum::serve(listener, routes).await {
        tracing::error!(%error, "the metrics server has ended");
    }
}

async fn metrics_text(State(shared): State<Shared>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let text = shared.metrics.text((shared.clock)());
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

async fn health(State(shared): State<Shared>) -> Response {
    let status = shared.metrics.health.status((shared.clock)());
    let code = if status.healthy {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let text = serde_json::to_string(&status).unwrap_or_default();
    (code, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}
