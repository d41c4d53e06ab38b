//! Random sequences of all messages of all contracts, privileged ones too, with jumps of clock and
//! prices, held against every invariant after every operation.
//!
//! `BALLAST_OPERATIONS` says how many operations (20,000 in the full run), `BALLAST_SEED` where to
//! begin. A failure prints the seed and the shortest history found that shows it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests say so by panicking

mod checks;
mod draw;
mod forks;
mod kinds;
mod queries;
mod random;
mod rules;
mod sequence;
mod shrink;
mod world;

use kinds::Tally;

/// Operations without other instructions.
const OPERATIONS: usize = 1_500;
/// From so many on, every kind of message must have succeeded.
const THOROUGH: usize = 10_000;
/// Where the first history begins.
const SEED: u64 = 20_200_312;

fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is no number: '{text}'")),
    )
}

#[test]
fn random_sequences_of_all_messages_keep_every_invariant() {
    let operations = setting("BALLAST_OPERATIONS").unwrap_or(OPERATIONS);
    let first = setting("BALLAST_SEED").unwrap_or(SEED);
    let (mut left, mut seed, mut tally) = (operations, first, Tally::default());
    while left > 0 {
        match sequence::run(seed, left, &mut tally) {
            Ok(count) => left = left.saturating_sub(count),
            Err(failed) => panic!(
                "{}",
                shrink::report(seed, left.min(sequence::LENGTH), &failed)
            ),
        }
        seed = seed.wrapping_add(1);
    }
    println!("{tally}");
    if operations >= THOROUGH {
        assert_eq!(
            tally.missing(),
            Vec::<String>::new(),
            "never succeeded, or never tried"
        );
    }
}
