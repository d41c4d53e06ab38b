//! A file for each message.

mod add_feed;
mod add_feeder;
mod freeze;
mod poke;
mod relay;
mod remove_feed;
mod remove_feeder;
mod report;
mod update_feed;

pub use add_feed::add_feed;
pub use add_feeder::add_feeder;
pub use freeze::{freeze, set_guardian, unfreeze};
pub use poke::poke;
pub use relay::relay;
pub use remove_feed::remove_feed;
pub use remove_feeder::remove_feeder;
pub use report::report;
pub use update_feed::update_feed;
