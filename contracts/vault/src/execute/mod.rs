//! A file for each message, or for a family of messages that differ in one word.

pub mod accrue;
pub mod collect;
pub mod fill;
pub mod governance;
pub mod list;
pub mod net;
pub mod open;
pub mod operator;
pub mod order;
pub mod pause;
pub mod position;
pub mod receive;
pub mod redeem;
pub mod reserve;
pub mod seize;
pub mod settle;
pub mod transfer;
