//! A file for each message.

mod add_feed;
mod add_feeder;
mod remove_feed;
mod remove_feeder;
mod report;

pub use add_feed::add_feed;
pub use add_feeder::add_feeder;
pub use remove_feed::remove_feed;
pub use remove_feeder::remove_feeder;
pub use report::report;
