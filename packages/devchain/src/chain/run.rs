//! The one door.

use cosmwasm_std::{Addr, BankMsg, Binary, Coin, CosmosMsg, WasmMsg};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::Value;

use super::{block, Devchain};
use crate::{
    error::Failure,
    operation::{Call, Done, Operation, Outcome},
    BANK, WASM,
};

impl Devchain {
    /// Carries out an operation: all of its calls or none.
    ///
    /// Its time may not lie before the chain's. A later time begins a new block, and that block
    /// stands even if the operation is refused, as on any chain; an operation that never reaches the
    /// chain (a name or a message that means nothing) leaves the block alone too.
    pub fn run(&mut self, operation: &Operation) -> Outcome {
        if let Some(recorder) = &mut self.recorder {
            recorder.push(operation.clone());
        }
        let (sender, messages) = self.prepare(operation)?;
        self.enter_block(operation.time);
        self.is_block_used = true;
        let outcome = self
            .app
            .execute_multi(sender, messages)
            .map_err(Failure::Refused);
        let (time, height) = (self.now(), self.height());
        let outcome = outcome.map(|responses| Done {
            time,
            height,
            responses,
        });
        if let Ok(done) = &outcome {
            self.witness.observe(&self.names, operation, done);
        }
        self.hold_against_invariants(operation, &outcome);
        outcome
    }

    fn hold_against_invariants(&mut self, operation: &Operation, outcome: &Outcome) {
        if let Some(mut watch) = self.watch.take() {
            self.violations
                .extend(watch.after(self, operation, outcome));
            self.watch = Some(watch);
        }
    }

    /// An operation of one call with a typed message, now.
    pub fn execute(
        &mut self,
        sender: &str,
        contract: &str,
        msg: &impl Serialize,
        funds: &[Coin],
    ) -> Outcome {
        self.execute_all(sender, vec![Call::new(contract, msg, funds)?])
    }

    /// An operation of several calls, now.
    pub fn execute_all(&mut self, sender: &str, calls: Vec<Call>) -> Outcome {
        self.run(&Operation {
            time: self.now(),
            sender: sender.to_owned(),
            calls,
        })
    }

    pub(super) fn enter_block(&mut self, time: u64) {
        if time > self.now() {
            let height = self.height() + u64::from(self.is_block_used);
            self.is_block_used = false;
            self.app.set_block(block(time, height));
        }
    }

    /// Names become addresses, calls become messages.
    fn prepare(&mut self, operation: &Operation) -> Result<(Addr, Vec<CosmosMsg>), Failure> {
        let (now, given) = (self.now(), operation.time);
        if given < now {
            return Err(Failure::TimeRunsBackwards { now, given });
        }
        if operation.calls.is_empty() {
            return Err(Failure::NoCalls);
        }
        let sender = self.names.account(&operation.sender)?;
        let messages = operation.calls.iter().map(|call| self.message(call));
        Ok((sender, messages.collect::<Result<_, _>>()?))
    }

    fn message(&self, call: &Call) -> Result<CosmosMsg, Failure> {
        let msg = self.names.resolve(&call.msg)?;
        Ok(match call.contract.as_str() {
            BANK => CosmosMsg::Bank(module_message::<BankMsg>(BANK, msg, &call.funds)?),
            WASM => CosmosMsg::Wasm(module_message::<WasmMsg>(WASM, msg, &call.funds)?),
            contract => {
                let msg = serde_json::to_vec(&msg).map_err(|error| Failure::NoJson {
                    reason: error.to_string(),
                })?;
                CosmosMsg::Wasm(WasmMsg::Execute {
                    contract_addr: self.names.contract(contract)?.to_string(),
                    msg: Binary::from(msg),
                    funds: call.funds.clone(),
                })
            }
        })
    }
}

fn module_message<T: DeserializeOwned>(
    module: &'static str,
    msg: Value,
    funds: &[Coin],
) -> Result<T, Failure> {
    if !funds.is_empty() {
        let reason = "it takes no coins beside those in the message".to_owned();
        return Err(Failure::NotUnderstood { module, reason });
    }
    serde_json::from_value(msg).map_err(|error| Failure::NotUnderstood {
        module,
        reason: error.to_string(),
    })
}
