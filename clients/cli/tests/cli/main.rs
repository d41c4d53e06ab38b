//! The built command as people use it.

mod demo;
mod errors;
mod place;
mod replay;
mod sandbox;
