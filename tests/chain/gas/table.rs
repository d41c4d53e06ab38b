//! The figures side by side.

use std::fmt::Write;

use ballast_compiled::{gas::proto, measure::Cost};
use ballast_localnet::FEE_DENOM;

use crate::node::Spent;

/// Largest difference, in hundredths of a per cent.
const TOLERANCE: i64 = 50;

/// Gas of a transaction's byte.
const BYTE: u64 = 10;

/// One operation.
pub struct Row {
    name: String,
    unpinned: Pair,
    pinned: Pair,
}

#[derive(Clone, Copy)]
struct Pair {
    model: u64,
    node: u64,
}

impl Row {
    /// Panics if the transactions had another length than the model says.
    pub fn of(cost: &Cost, (unpinned, pinned): (Spent, Spent)) -> Self {
        let pair = |gas: u64, spent: Spent| {
            let more = beside(spent.until);
            assert_eq!(spent.bytes, cost.bytes + more, "bytes of {}", cost.name);
            Pair {
                model: gas + more * BYTE,
                node: spent.gas,
            }
        };
        Self {
            name: cost.name.replace('_', " "),
            unpinned: pair(cost.unpinned, unpinned),
            pinned: pair(cost.pinned, pinned),
        }
    }

    /// What is wrong, if anything is.
    pub fn fault(&self) -> Option<String> {
        let pairs = [("unpinned", self.unpinned), ("pinned", self.pinned)];
        let far = pairs.into_iter().find(|(_, it)| it.off().abs() > TOLERANCE);
        far.map(|(kind, Pair { model, node })| {
            format!(
                "{}, {kind}: the model says {model}, the node took {node}",
                self.name
            )
        })
    }
}

impl Pair {
    /// How far the model is above the node, in hundredths of a per cent.
    fn off(self) -> i64 {
        let [model, node] = [self.model, self.node].map(|gas| i64::try_from(gas).unwrap());
        (model - node) * 10_000 / node
    }
}

/// Bytes that our transactions have and the model's have not: a fee, of zero here, and the last block.
fn beside(until: u64) -> u64 {
    let fee = proto::bytes(FEE_DENOM.len()) + proto::bytes("0".len());
    (proto::message(fee) + proto::number(until)) as u64
}

/// As Markdown.
pub fn of(rows: &[Row]) -> String {
    let mut text = "| operation | model | node | | pinned model | node | |\n".to_owned();
    text += "|---|---|---|---|---|---|---|\n";
    for row in rows {
        write!(text, "| {} |", row.name).unwrap();
        for pair in [row.unpinned, row.pinned] {
            let off = pair.off();
            let sign = if off < 0 { '-' } else { '+' };
            let size = off.unsigned_abs();
            let [model, node] = [pair.model, pair.node].map(thousands);
            write!(
                text,
                " {model} | {node} | {sign}{}.{:02}% |",
                size / 100,
                size % 100
            )
            .unwrap();
        }
        text.push('\n');
    }
    text
}

/// 234567 as 234,567: no operation takes a million.
fn thousands(gas: u64) -> String {
    format!("{},{:03}", gas / 1_000, gas % 1_000)
}
