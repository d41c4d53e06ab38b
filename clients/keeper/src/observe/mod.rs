//! What can be seen of a running keeper: logs, metrics, health.

pub mod health;
mod labels;
pub mod log;
pub mod metrics;
pub mod server;

pub use health::{Health, Status};
pub use metrics::Metrics;

#[cfg(test)]
mod tests;
