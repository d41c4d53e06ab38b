//! Tests of the compiled contracts in the CosmWasm virtual machine.
