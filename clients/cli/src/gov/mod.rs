//! Proposals to the chain's governance, pure: what a proposal's file says, what it changes against
//! the parameters of now, and whom the change would reach.

mod account;
mod change;
mod draft;
mod effect;
mod feed;
mod plan;
mod ramp;
mod risk;
mod rows;
#[cfg(test)]
mod tests;
mod value;

pub use account::small;
pub use change::{Change, CodeName, GuardianOf};
pub use draft::{Draft, DraftError};
pub use feed::FeedChange;
pub use plan::{plan, read, Message, Planned, ReachedByRamp, Sets};
pub use risk::RiskChange;
pub use rows::{difference, numbered, Row};
pub use value::{Ratio, ValueError};
