//! Dutch auctions: what pool and caller cannot take on.

mod freeze;
mod leftover;
mod owner;
mod random;
mod restart;
mod selling;
mod start;
mod support;
mod take;
mod taker;
