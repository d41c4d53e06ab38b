//! What operations cost by the model of `ballast-compiled`, and on a node that is asked the same.

// A helper of a test fails as the test does, and its amounts are its own.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod deployment;
mod node;
mod table;

use ballast_chain_tests::artifacts_folder;
use ballast_compiled::{
    measure::{measure, Measured},
    Codes,
};
use node::{Node, Spent};
use table::Row;

/// Positions among which both are asked.
const POSITIONS: usize = 10;

/// What a chain cannot be asked at once, as its clock cannot be put forward: deposits and gains rest for an
/// hour, fees take months to pay for bad debt and to become revenue, and an auction lasts for hours.
const TAKE_LONG: [&str; 5] = ["pool_withdraw", "pool_claim", "net", "collect", "restart"];

/// All operations on a chain of their own; nothing for those that take long.
async fn on_a_node(model: &Measured, is_pinned: bool) -> Vec<Option<Spent>> {
    let mut node = Node::up(model).await;
    if is_pinned {
        node.pin().await;
    }
    for operation in &model.before {
        node.submit(operation).await;
    }
    let mut spent = vec![];
    for cost in &model.costs {
        for operation in &cost.before {
            node.submit(operation).await;
        }
        spent.push(if TAKE_LONG.contains(&cost.name.as_str()) {
            None
        } else {
            Some(node.spend(&cost.operation).await)
        });
    }
    spent
}

#[tokio::test(flavor = "multi_thread")]
async fn the_model_charges_what_a_node_does() {
    let codes = Codes::load(&artifacts_folder()).unwrap();
    let model = measure(&codes, POSITIONS).unwrap();
    let (unpinned, pinned) = tokio::join!(on_a_node(&model, false), on_a_node(&model, true));
    let both = unpinned.into_iter().zip(pinned);
    let both = both.map(|(unpinned, pinned)| unpinned.zip(pinned));
    let rows: Vec<Row> = model
        .costs
        .iter()
        .zip(both)
        .filter_map(|(cost, spent)| spent.map(|spent| Row::of(cost, spent)))
        .collect();
    assert_eq!(rows.len() + TAKE_LONG.len(), model.costs.len());
    println!("{}", table::of(&rows));
    let faults: Vec<String> = rows.iter().filter_map(Row::fault).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}
