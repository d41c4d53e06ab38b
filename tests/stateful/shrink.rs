//! A failure, told so that it can be repeated: first with fewer operations.

use std::time::{Duration, Instant};

use ballast_devchain::{history, Deployment, Devchain, Operation};

use crate::{checks::Checked, forks, queries, sequence::Failed};

/// How long fewer operations are looked for.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a failed history says in the end.
pub fn report(seed: u64, most: usize, failed: &Failed) -> String {
    let (deployment, operations) = history::from_text(&failed.history).unwrap();
    let check = &failed.violation.check;
    let fewer = shrink(&deployment, operations.clone(), check);
    let detail =
        replay(&deployment, &fewer, check, true).unwrap_or(failed.violation.detail.clone());
    let last: Vec<String> = operations
        .iter()
        .rev()
        .take(10)
        .rev()
        .map(|operation| serde_json::to_string(operation).unwrap())
        .collect();
    format!(
        "{check}: {}\n\nin a history of {} operations, which ended in\n{}\n\nThe same by {} \
         operations, for `ballast replay`: {detail}\n{}\nTo run it again: BALLAST_SEED={seed} \
         BALLAST_OPERATIONS={most} cargo test -p ballast-tests --test stateful\n",
        failed.violation.detail,
        operations.len(),
        last.join("\n"),
        fewer.len(),
        history::to_text(&deployment, &fewer),
    )
}

/// Leaves out operations, in ever smaller pieces, as long as the same check still fails.
fn shrink(deployment: &Deployment, mut operations: Vec<Operation>, check: &str) -> Vec<Operation> {
    let begun = Instant::now();
    let by_trial = replay(deployment, &operations, check, false).is_none();
    let mut piece = operations.len() / 2;
    while piece > 0 {
        let mut start = 0;
        while start + 1 < operations.len() && begun.elapsed() < PATIENCE {
            let mut fewer = operations.clone();
            // The last one is where it shows.
            fewer.drain(start..(start + piece).min(operations.len() - 1));
            if replay(deployment, &fewer, check, by_trial).is_some() {
                operations = fewer;
            } else {
                start += piece;
            }
        }
        piece /= 2;
    }
    operations
}

/// What the check finds at the last of these operations if they alone are carried out; with
/// `by_trial` the trials too that need no chance.
fn replay(
    deployment: &Deployment,
    operations: &[Operation],
    check: &str,
    by_trial: bool,
) -> Option<String> {
    let (last, first) = operations.split_last()?;
    let mut chain = Devchain::deploy(deployment).ok()?;
    for operation in first {
        let _ = chain.run(operation);
    }
    let mut checked = Checked::new(chain).ok()?;
    if let Err(violation) = checked.run(last) {
        return (violation.check == check).then_some(violation.detail);
    }
    if !by_trial {
        return None;
    }
    let found = forks::everybody_leaves(&checked.chain)
        .and_then(|()| forks::the_unsafe_are_liquidated(&checked.chain))
        .and_then(|()| queries::lists_agree(&checked.chain, &checked.state));
    found
        .err()
        .filter(|violation| violation.check == check)
        .map(|violation| violation.detail)
}
