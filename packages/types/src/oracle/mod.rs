//! The oracle: price intake. Feeders report, a quorum of fresh reports makes a round, an accepted
//! round writes one small record that other contracts read raw.

mod event;
mod execute;
mod feed;
mod handle;
mod price;
mod query;
mod record;
mod signed;

pub use ballast_math::feed::{Accepted, COUNTING_WINDOW, FUTURE_TOLERANCE};
pub use event::*;
pub use execute::*;
pub use feed::*;
pub use handle::{chain_of_records, OracleHandle, PriceError};
pub use price::FeedPrice;
pub use query::*;
pub use record::{FeedRecord, RecordError, RECORD_NAMESPACE, RECORD_VERSION};
pub use signed::*;
