//! What the contract does when it is called: in each file the refusals first.
#![allow(clippy::arithmetic_side_effects)] // an overflow here fails the test, as it should

mod access;
mod books;
mod deposits;
mod liquidate;
mod ownership;
mod queries;
mod settle;
mod suite;
mod vault;
mod yields;
