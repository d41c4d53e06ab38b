//! What metrics are told apart by.

use prometheus_client::encoding::EncodeLabelSet;

/// By kind and result.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ActionLabels {
    /// As `liquidate`.
    pub kind: &'static str,
    /// As `done`.
    pub result: &'static str,
}

/// By kind of action.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct KindLabel {
    /// As `liquidate`.
    pub kind: &'static str,
}

/// By collateral type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct TypeLabel {
    /// Its number.
    pub collateral_type: u32,
}

/// By feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct FeedLabel {
    /// Its name.
    pub feed: String,
}

/// By task.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct TaskLabel {
    /// Its name.
    pub task: &'static str,
}

/// By task and result.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct RunLabels {
    /// The task's name.
    pub task: &'static str,
    /// `ok`, `failed`, `panicked` or `late`.
    pub result: &'static str,
}

/// By reason of a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ReasonLabel {
    /// As `forged`.
    pub reason: &'static str,
}

/// By source of signed reports.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct SourceLabel {
    /// Its path, or of its address scheme, host and port.
    pub source: String,
}
