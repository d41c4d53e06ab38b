//! What a feed's reports make of its price: rounds, confirmation, slow average.
//!
//! Reports make a [`Round`] ([`decide`]), a round makes the next [`Accepted`] number or what waits for
//! confirmation ([`next`]). Pure, so that the oracle, a keeper that looks ahead and a study of old prices go
//! by the same rules.

mod accepted;
mod next;
mod report;
mod round;
#[cfg(test)]
mod tests;

pub use accepted::Accepted;
pub use next::{next, FeedTerms, Next};
pub use report::{latest_publication, Report, COUNTING_WINDOW, FUTURE_TOLERANCE, HIGHEST_IMPLIED};
pub use round::{decide, Round};
