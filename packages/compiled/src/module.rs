//! A contract as machine code.

use std::collections::HashSet;

use cosmwasm_std::Checksum;
use cosmwasm_vm::{
    internals::{check_wasm, compile_module, instance_from_module, Logger},
    Backend, Instance, Size, VmResult, WasmLimits,
};
use wasmer::{Engine, Store};

use crate::bridge::Bridge;

/// What a chain offers to contracts.
const CAPABILITIES: [&str; 8] = [
    "iterator",
    "staking",
    "stargate",
    "cosmwasm_1_1",
    "cosmwasm_1_2",
    "cosmwasm_1_3",
    "cosmwasm_1_4",
    "cosmwasm_2_0",
];

/// Memory that one contract may take, as on wasmd.
const MEMORY_MIB: usize = 32;

/// The machine with a contract in it.
pub type Machine = Instance<Bridge, Bridge, Bridge>;

/// A contract as machine code; a clone shares it.
#[derive(Clone)]
pub struct Module {
    /// SHA-256 of the artifact.
    pub checksum: Checksum,
    code: wasmer::Module,
    engine: Engine,
}

impl Module {
    /// Checks an artifact as a chain does when code is stored, and compiles it.
    pub fn compile(wasm: &[u8]) -> VmResult<Self> {
        let capabilities: HashSet<String> = CAPABILITIES.map(str::to_owned).into();
        check_wasm(wasm, &capabilities, &WasmLimits::default(), Logger::Off)?;
        let (code, engine) = compile_module(wasm, Some(Size::mebi(MEMORY_MIB)))?;
        Ok(Self {
            checksum: Checksum::generate(wasm),
            code,
            engine,
        })
    }

    /// A machine for one call, which may use so much gas, storage included.
    pub fn machine(
        &self,
        backend: Backend<Bridge, Bridge, Bridge>,
        gas_limit: u64,
    ) -> VmResult<Machine> {
        let store = Store::new(self.engine.clone());
        instance_from_module(store, &self.code, backend, gas_limit, None)
    }
}
