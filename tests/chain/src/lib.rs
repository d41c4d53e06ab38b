//! Tests of the whole system on a real chain.
