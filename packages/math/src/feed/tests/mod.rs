#![allow(clippy::arithmetic_side_effects)]

mod next;
mod relay;
mod round;
