//! Two chains in one state.

use ballast_compiled::Codes;
use ballast_devchain::{Deployment, Devchain, Operation, OutcomeLine, Snapshot, State};

use crate::codes;

/// A chain with the code as compiled in, and one with the artifacts.
pub struct Twins {
    /// The code as compiled in.
    pub native: Devchain,
    /// The artifacts.
    pub compiled: Devchain,
    /// What the artifacts' chain runs.
    pub codes: Codes,
}

impl Twins {
    /// Both deployed, each with its own code from the first message on.
    pub fn deployed(deployment: &Deployment) -> Self {
        let codes = codes();
        let native = Devchain::deploy(deployment).unwrap();
        let compiled = Devchain::deploy_with(deployment, &|name| codes.contract(name)).unwrap();
        Self {
            native,
            compiled,
            codes,
        }
    }

    /// Both in a state that one of them came to.
    pub fn of(snapshot: &Snapshot, codes: Codes) -> Self {
        let others = |name: &str| codes.contract(name);
        Self {
            native: Devchain::restore(snapshot.clone()).unwrap(),
            compiled: Devchain::restore_with(snapshot.clone(), &others).unwrap(),
            codes,
        }
    }

    /// Does something on both; what came of it must be the same to the letter.
    #[track_caller]
    pub fn run(&mut self, operation: &Operation) -> OutcomeLine {
        let line = |chain: &mut Devchain| {
            let outcome = chain.run(operation);
            OutcomeLine::of(&outcome, chain.now(), chain.height(), chain.names())
        };
        let (native, compiled) = (line(&mut self.native), line(&mut self.compiled));
        assert_eq!(native, compiled, "{operation:?}");
        native
    }

    /// Both must have the same records, byte by byte, and give the same answers to every question.
    #[track_caller]
    pub fn assert_equal(&self) {
        assert_eq!(self.native.state_hash(), self.compiled.state_hash());
        assert_eq!(self.native.storage_dump(), self.compiled.storage_dump());
        let books = |chain: &Devchain| chain.books().unwrap();
        assert_eq!(books(&self.native), books(&self.compiled));
        let state = |chain: &Devchain| State::read(chain).unwrap();
        assert_eq!(state(&self.native), state(&self.compiled));
    }
}
