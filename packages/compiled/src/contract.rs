//! A compiled contract as a contract of the embedded chain.

use std::{sync::mpsc::channel, thread};

use anyhow::anyhow;
use cosmwasm_std::{
    from_json, to_json_vec, Binary, Checksum, ContractResult, Deps, DepsMut, Empty, Env,
    MessageInfo, Reply, Response,
};
use cw_multi_test::{
    error::{AnyError, AnyResult},
    Contract,
};
use serde::de::DeserializeOwned;

use crate::{
    bridge::Bridge,
    budget::Budget,
    call::{work, Came, Given, OutOfGas},
    gas::vm,
    host::{Host, Lent},
    module::Module,
    trace::{Call, Entry, Recorder},
};

/// A contract in the machine.
pub struct Compiled {
    module: Module,
    budget: Budget,
    recorder: Recorder,
}

impl Compiled {
    pub(crate) fn new(module: Module, budget: Budget, recorder: Recorder) -> Self {
        Self {
            module,
            budget,
            recorder,
        }
    }

    fn change(
        &self,
        deps: DepsMut,
        env: Env,
        given: (Entry, Option<MessageInfo>, Vec<u8>),
    ) -> AnyResult<Response<Empty>> {
        let lent = (Lent::Write(deps.storage), &*deps.querier, deps.api);
        self.run(Host::new(lent, &self.recorder, &self.budget), env, given)
    }

    /// Runs one call, keeps what it did and reads its answer.
    fn run<T: DeserializeOwned + Kept>(
        &self,
        host: Host,
        env: Env,
        (entry, info, msg): (Entry, Option<MessageInfo>, Vec<u8>),
    ) -> AnyResult<T> {
        let given = Given {
            entry,
            contract: env.contract.address.clone(),
            info,
            env: to_json_vec(&env)?,
            msg,
        };
        self.recorder.begin(self.call(&given));
        let result = self.run_recorded(host, given);
        self.recorder.end();
        result
    }

    fn call(&self, given: &Given) -> Call {
        Call {
            contract: given.contract.clone(),
            checksum: self.module.checksum.to_hex(),
            entry: given.entry,
            sender: given.info.as_ref().map(|info| info.sender.clone()),
            funds: given
                .info
                .as_ref()
                .map_or_else(Vec::new, |info| info.funds.clone()),
            msg: given.msg.clone(),
            accesses: vec![],
            vm_gas: 0,
            answer_bytes: 0,
            response: None,
            depth: 0,
        }
    }

    fn run_recorded<T: DeserializeOwned + Kept>(&self, host: Host, given: Given) -> AnyResult<T> {
        let limit = self.budget.left();
        let came = self.in_machine(host, given, limit)?;
        self.budget.set(limit.saturating_sub(came.used));
        self.recorder.change(|call| call.vm_gas = came.vm_gas);
        let answer = came.answer?;
        let reading = vm::answer(answer.len());
        let left = self.budget.left().checked_sub(reading);
        self.budget.set(left.ok_or(OutOfGas)?);
        self.recorder.change(|call| {
            call.answer_bytes = answer.len();
            call.vm_gas += reading;
        });
        match from_json(&answer)? {
            ContractResult::Ok(value) => {
                self.recorder.change(|call| Kept::keep(&value, call));
                Ok(value)
            }
            ContractResult::Err(text) => Err(AnyError::msg(text)),
        }
    }

    /// The machine works in a thread of its own and this one answers what it asks.
    fn in_machine(&self, host: Host, given: Given, gas_limit: u64) -> AnyResult<Came> {
        let (ask, asks) = channel();
        let (answer, answers) = channel();
        let bridge = Bridge::new(ask, answers);
        let module = self.module.clone();
        let machine = thread::Builder::new()
            .name("contract".to_owned())
            .spawn(move || work(&module, bridge, gas_limit, &given))?;
        host.serve(&asks, &answer);
        match machine.join() {
            Ok(came) => came,
            Err(_) => Err(anyhow!("the virtual machine panicked")),
        }
    }
}

/// What of an answer is kept in the trace.
trait Kept {
    fn keep(&self, call: &mut Call);
}

impl Kept for Response<Empty> {
    fn keep(&self, call: &mut Call) {
        call.response = Some(self.clone());
    }
}

impl Kept for Binary {
    fn keep(&self, _: &mut Call) {}
}

impl Contract<Empty> for Compiled {
    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> AnyResult<Response> {
        self.change(deps, env, (Entry::Instantiate, Some(info), msg))
    }

    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> AnyResult<Response> {
        self.change(deps, env, (Entry::Execute, Some(info), msg))
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> AnyResult<Binary> {
        let lent = (Lent::Read(deps.storage), &*deps.querier, deps.api);
        let host = Host::new(lent, &self.recorder, &self.budget);
        self.run(host, env, (Entry::Query, None, msg))
    }

    fn reply(&self, deps: DepsMut, env: Env, msg: Reply) -> AnyResult<Response> {
        self.change(deps, env, (Entry::Reply, None, to_json_vec(&msg)?))
    }

    fn sudo(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> AnyResult<Response> {
        self.change(deps, env, (Entry::Sudo, None, msg))
    }

    fn migrate(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> AnyResult<Response> {
        self.change(deps, env, (Entry::Migrate, None, msg))
    }

    fn checksum(&self) -> Option<Checksum> {
        Some(self.module.checksum)
    }
}
