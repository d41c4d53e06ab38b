//! A random history of one chain.

use ballast_devchain::{history, Devchain, Operation};

use crate::{
    checks::{Checked, Violation},
    draw::{Draw, Market},
    forks,
    kinds::Tally,
    queries,
    random::Random,
    world,
};

/// Operations after which a history ends and another begins.
pub const LENGTH: usize = 400;

/// How many operations lie between two trials in a forked copy.
const BETWEEN_TRIALS: u64 = 12;

/// A history that broke a promise.
pub struct Failed {
    /// What was broken.
    pub violation: Violation,
    /// The history as JSON lines, the offender last.
    pub history: String,
}

/// Runs a history of about [`LENGTH`] operations; says how many there were.
pub fn run(seed: u64, most: usize, tally: &mut Tally) -> Result<usize, Box<Failed>> {
    let mut random = Random::new(seed);
    let deployment = world::deployment(&mut random);
    let mut chain = Devchain::deploy(&deployment).unwrap();
    chain.record();
    let mut checked = Checked::new(chain).unwrap();
    let mut market = Market::new();
    let mut count = 0;
    while count < most.min(LENGTH) {
        let steps = Draw {
            random: &mut random,
            state: &checked.state,
            chain: &checked.chain,
            market: &mut market,
        }
        .next();
        for step in steps {
            count += 1;
            let time = checked.chain.now() + step.wait;
            let operation = Operation {
                time,
                sender: step.sender,
                calls: step.calls,
            };
            take(&mut checked, &operation, &mut random, tally).map_err(|violation| {
                let operations = checked.chain.recorded();
                let history = history::to_text(checked.chain.deployment(), operations);
                Box::new(Failed { violation, history })
            })?;
        }
    }
    Ok(count)
}

fn take(
    checked: &mut Checked,
    operation: &Operation,
    random: &mut Random,
    tally: &mut Tally,
) -> Result<(), Violation> {
    let outcome = checked.run(operation)?;
    tally.add(&checked.chain, operation, outcome.as_ref().ok());
    if random.below(BETWEEN_TRIALS) == 0 {
        trials(checked, random)?;
    }
    Ok(())
}

/// What cannot be seen by looking, only by trying, in a copy.
fn trials(checked: &Checked, random: &mut Random) -> Result<(), Violation> {
    let chain = &checked.chain;
    match random.below(9) {
        0 => forks::everybody_leaves(chain),
        1 | 2 => forks::the_unsafe_are_liquidated(chain),
        3 => forks::nobody_profits(chain, random),
        4 => queries::limits_hold(chain, random),
        5 => queries::plans_hold(chain, random),
        6 => queries::redemptions_hold(chain, random),
        _ => queries::lists_agree(chain, &checked.state),
    }
}
