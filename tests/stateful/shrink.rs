//! A failure, told so that it can be repeated: first with fewer operations.

use std::time::{Duration, Instant};

use ballast_devchain::{history, Deployment, Devchain, Operation};

use crate::{checks::Checked, forks, queries, sequence::Failed};

/// How long fewer operations are looked for.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a failed history says in the end.
pub fn report(seed: u64, most: usize, failed: &Failed) -> String {
    let (deployment, operations) = history::from_text(&failed.history).unwrap();
    let check = &failed.violation.check;
    let fewer = shrink(&deployment, operations.clone(), check);
    let detail = replay(&deployment, &fewer, check).unwrap_or(failed.violation.detail.clone());
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
    let mut piece = operations.len() / 2;
    while piece > 0 {
        let mut start = 0;
        while start < operations.len() && begun.elapsed() < PATIENCE {
            let mut fewer = operations.clone();
            fewer.drain(start..(start + piece).min(operations.len()));
            if replay(deployment, &fewer, check).is_some() {
                operations = fewer;
            } else {
                start += piece;
            }
        }
        piece /= 2;
    }
    operations
}

/// What the check finds if these operations alone are carried out, the trials that need no chance
/// at the end.
fn replay(deployment: &Deployment, operations: &[Operation], check: &str) -> Option<String> {
    let mut checked = Checked::new(Devchain::deploy(deployment).unwrap()).ok()?;
    for operation in operations {
        match checked.run(operation) {
            Err(violation) if violation.check == check => return Some(violation.detail),
            Err(_) => return None,
            Ok(_) => {}
        }
    }
    let found = forks::everybody_leaves(&checked.chain)
        .and_then(|()| forks::the_unsafe_are_liquidated(&checked.chain))
        .and_then(|()| queries::lists_agree(&checked.chain, &checked.state));
    found
        .err()
        .filter(|violation| violation.check == check)
        .map(|violation| violation.detail)
}
