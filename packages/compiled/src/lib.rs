//! The compiled contracts in the CosmWasm virtual machine, on the embedded chain.
