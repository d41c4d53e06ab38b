//! What the compiled contracts did, call by call.

use std::{cell::RefCell, rc::Rc};

use cosmwasm_std::{Addr, Coin, Empty, Response};

/// How a contract was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Created.
    Instantiate,
    /// A message.
    Execute,
    /// A question by a contract or from outside.
    Query,
    /// The answer to a submessage.
    Reply,
    /// A call by the chain itself.
    Sudo,
    /// A move to other code.
    Migrate,
}

/// One use of the chain by a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// A single read in the contract's own storage.
    Read {
        /// The key.
        key: Vec<u8>,
        /// Its value, if there is one.
        value: Option<Vec<u8>>,
    },
    /// A write.
    Write {
        /// The key.
        key: Vec<u8>,
        /// Its new value.
        value: Vec<u8>,
    },
    /// A deletion.
    Delete {
        /// The key.
        key: Vec<u8>,
    },
    /// A new iterator, with the record it stands on.
    Scan {
        /// The first record, which the chain reads at once.
        first: Option<(Vec<u8>, Vec<u8>)>,
    },
    /// A step of an iterator.
    Step {
        /// The record that it gave; none at the end.
        record: Option<(Vec<u8>, Vec<u8>)>,
    },
    /// A raw read in another contract's storage.
    Raw {
        /// Which contract.
        contract: Addr,
        /// The key.
        key: Vec<u8>,
        /// Its value, if there is one.
        value: Option<Vec<u8>>,
    },
    /// A question to another contract: the call follows in the trace.
    Smart,
    /// A question to a module.
    Module {
        /// The request, JSON.
        request: Vec<u8>,
    },
}

/// One call of a contract.
#[derive(Debug, Clone)]
pub struct Call {
    /// Which contract.
    pub contract: Addr,
    /// The checksum of its code, hexadecimal.
    pub checksum: String,
    /// How it was entered.
    pub entry: Entry,
    /// Who sent the message, but for questions and replies.
    pub sender: Option<Addr>,
    /// Coins sent along.
    pub funds: Vec<Coin>,
    /// The message.
    pub msg: Vec<u8>,
    /// What it did, in order. A call that is still under way when another begins has asked for it.
    pub accesses: Vec<Access>,
    /// Gas of the machine's own for this call, in its unit (140,000 is one of the chain's).
    pub vm_gas: u64,
    /// Bytes of the contract's answer as JSON.
    pub answer_bytes: usize,
    /// The answer of a call that was no question and succeeded.
    pub response: Option<Response<Empty>>,
    /// Calls under way when this one began, 0 for a message.
    pub depth: usize,
}

#[derive(Debug, Default)]
struct Trace {
    calls: Vec<Call>,
    open: Vec<usize>,
}

/// Keeps the calls of all contracts of one [`Codes`](crate::Codes), in the order in which they begin.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Rc<RefCell<Trace>>);

impl Recorder {
    /// The calls since the last reset.
    pub fn calls(&self) -> Vec<Call> {
        self.0.borrow().calls.clone()
    }

    /// Begins again at nothing.
    pub fn reset(&self) {
        *self.0.borrow_mut() = Trace::default();
    }

    pub(crate) fn begin(&self, mut call: Call) {
        let mut trace = self.0.borrow_mut();
        call.depth = trace.open.len();
        let place = trace.calls.len();
        trace.open.push(place);
        trace.calls.push(call);
    }

    pub(crate) fn access(&self, access: Access) {
        self.change(|call| call.accesses.push(access));
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Call)) {
        let mut trace = self.0.borrow_mut();
        let Some(place) = trace.open.last().copied() else {
            return;
        };
        if let Some(call) = trace.calls.get_mut(place) {
            change(call);
        }
    }

    pub(crate) fn end(&self) {
        self.0.borrow_mut().open.pop();
    }
}
