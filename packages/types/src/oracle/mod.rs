//! The oracle: price intake. Feeders report, a quorum of fresh reports makes a round, an accepted
//! round writes one small record that other contracts read raw.

mod event;
mod handle;
mod msg;
mod record;

pub use event::*;
pub use handle::{OracleHandle, PriceError};
pub use msg::*;
pub use record::{PriceRecord, RecordError, RECORD_NAMESPACE, RECORD_VERSION};
