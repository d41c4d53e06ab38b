//! The chain itself: the one door, and what can be seen of it from outside.

mod run;
mod snapshots;
mod storage;

use cosmwasm_std::{Addr, BlockInfo, Coin, Timestamp};
use cw_multi_test::BasicApp;

use crate::{
    codes::{self, OtherCodes},
    counted::Counter,
    deployment::Deployment,
    error::QueryFailure,
    invariants::{Violation, Watch},
    names::{account_address, NameError, Names},
    operation::Operation,
    witness::Witness,
};

/// Name of the chain in every block.
pub(crate) const CHAIN_ID: &str = "ballast-dev-1";

/// An embedded chain with the whole system on it.
pub struct Devchain {
    app: BasicApp,
    deployment: Deployment,
    names: Names,
    counter: Counter,
    witness: Witness,
    recorder: Option<Vec<Operation>>,
    watch: Option<Watch>,
    violations: Vec<Violation>,
    /// Whether the block has operations. One without is replaced by the next, so that heights
    /// depend on the operations alone.
    is_block_used: bool,
}

impl Devchain {
    /// A chain with the codes and nothing else.
    pub(crate) fn empty(deployment: Deployment, others: &OtherCodes) -> Result<Self, NameError> {
        let mut app = BasicApp::default();
        app.set_block(block(deployment.start_time, 1));
        let counter = Counter::default();
        let creator = account_address(&deployment.owner)?;
        codes::store(&mut app, &creator, &counter, others);
        Ok(Self {
            app,
            deployment,
            names: Names::default(),
            counter,
            witness: Witness::default(),
            recorder: None,
            watch: None,
            violations: vec![],
            is_block_used: true,
        })
    }

    /// What the chain began with.
    pub fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    /// Who is who.
    pub fn names(&self) -> &Names {
        &self.names
    }

    pub(crate) fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }

    /// The address of a contract, or of the account with this name whether it has acted or not.
    pub fn address(&self, name: &str) -> Result<Addr, NameError> {
        self.names
            .address(name)
            .cloned()
            .or_else(|_| account_address(name))
    }

    /// What the chain has seen of mints, burns and donations.
    pub fn witness(&self) -> &Witness {
        &self.witness
    }

    /// The simulator, for tests that look or reach behind the door.
    pub fn app(&self) -> &BasicApp {
        &self.app
    }

    /// The simulator, for tests that change state without an operation. Such changes are in no
    /// recording.
    pub fn app_mut(&mut self) -> &mut BasicApp {
        &mut self.app
    }

    /// The block's time, unix seconds.
    pub fn now(&self) -> u64 {
        self.app.block_info().time.seconds()
    }

    /// The block's height.
    pub fn height(&self) -> u64 {
        self.app.block_info().height
    }

    /// Lets time pass: the next operation is in a new block.
    pub fn advance(&mut self, seconds: u64) {
        self.enter_block(self.now().saturating_add(seconds));
    }

    /// Begins to keep all operations.
    pub fn record(&mut self) {
        self.recorder.get_or_insert_default();
    }

    /// The operations kept since [`Devchain::record`].
    pub fn recorded(&self) -> &[Operation] {
        self.recorder.as_deref().unwrap_or_default()
    }

    /// Begins to hold every operation and the state after it against all invariants. Called again, it
    /// begins anew from the present state, as is due after a change behind the door.
    pub fn watch(&mut self) -> Result<(), QueryFailure> {
        self.watch = Some(Watch::new(self)?);
        Ok(())
    }

    /// What the watch has found so far, in order.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    pub(crate) fn give_coins(&mut self, to: &Addr, coins: Vec<Coin>) -> anyhow::Result<()> {
        self.app
            .init_modules(|router, _, storage| router.bank.init_balance(storage, to, coins))
    }
}

fn block(time: u64, height: u64) -> BlockInfo {
    BlockInfo {
        height,
        time: Timestamp::from_seconds(time),
        chain_id: CHAIN_ID.to_owned(),
    }
}
