//! One call in the machine, in a thread of its own.

use cosmwasm_std::{Addr, MessageInfo};
use cosmwasm_vm::{
    call_execute_raw, call_instantiate_raw, call_migrate_raw, call_query_raw, call_reply_raw,
    call_sudo_raw, Backend, VmResult,
};
use cw_multi_test::error::AnyResult;

use crate::{
    bridge::Bridge,
    module::{Machine, Module},
    trace::Entry,
};

/// One call as the machine is given it.
pub struct Given {
    pub entry: Entry,
    pub contract: Addr,
    pub info: Option<MessageInfo>,
    pub env: Vec<u8>,
    pub msg: Vec<u8>,
}

/// What came of a call in the machine.
pub struct Came {
    pub answer: VmResult<Vec<u8>>,
    /// Gas of the machine's own.
    pub vm_gas: u64,
    /// The same with storage and questions: what counts for the limit.
    pub used: u64,
}

/// The same that the machine says when it runs out by itself.
#[derive(Debug, thiserror::Error)]
#[error("Ran out of gas during contract execution")]
pub struct OutOfGas;

/// What the machine's thread does.
pub fn work(module: &Module, bridge: Bridge, gas_limit: u64, given: &Given) -> AnyResult<Came> {
    let backend = Backend {
        api: bridge.clone(),
        storage: bridge.clone(),
        querier: bridge,
    };
    let info = given.info.as_ref().map(cosmwasm_vm::to_vec).transpose()?;
    let mut machine = module.machine(backend, gas_limit)?;
    let answer = enter(&mut machine, given, info.as_deref());
    let report = machine.create_gas_report();
    Ok(Came {
        answer,
        vm_gas: report.used_internally,
        used: gas_limit - report.remaining,
    })
}

fn enter(machine: &mut Machine, given: &Given, info: Option<&[u8]>) -> VmResult<Vec<u8>> {
    let (env, msg, info) = (&given.env, &given.msg, info.unwrap_or_default());
    match given.entry {
        Entry::Instantiate => call_instantiate_raw(machine, env, info, msg),
        Entry::Execute => call_execute_raw(machine, env, info, msg),
        Entry::Query => call_query_raw(machine, env, msg),
        Entry::Reply => call_reply_raw(machine, env, msg),
        Entry::Sudo => call_sudo_raw(machine, env, msg),
        Entry::Migrate => call_migrate_raw(machine, env, msg),
    }
}
