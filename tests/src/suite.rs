//! The chain under test.

use ballast_devchain::{Devchain, Done, Failure, Outcome, ORACLE, VAULT};
use ballast_types::{
    event::BallastEvent,
    oracle::{Accepted, FeedRecord, RECORD_NAMESPACE},
    raw::map_key,
    vault::{BooksResponse, PositionResponse},
    CollateralTypeId, PositionId,
};

use crate::{amounts::price, SuiteBuilder};

/// An embedded chain that holds its every operation against all invariants.
pub struct Suite {
    /// The chain. What is done to it directly is checked too, and told at the next [`Suite::ok`],
    /// [`Suite::refused`] or [`Suite::verify`].
    pub chain: Devchain,
}

impl Suite {
    pub(crate) fn new(chain: Devchain) -> Self {
        Self { chain }
    }

    /// [`SuiteBuilder::base`], built.
    pub fn base() -> Self {
        SuiteBuilder::base().build()
    }

    /// Does something that must succeed, and verifies all invariants after it.
    #[track_caller]
    pub fn ok(&mut self, act: impl FnOnce(&mut Devchain) -> Outcome) -> Done {
        match act(&mut self.chain) {
            Ok(done) => {
                self.verify();
                done
            }
            Err(failure) => panic!("refused: {failure}"),
        }
    }

    /// I24: does something that must be refused and change nothing: no record of any contract, no
    /// balance of anybody (both are in the state's hash).
    #[track_caller]
    pub fn refused(&mut self, act: impl FnOnce(&mut Devchain) -> Outcome) -> Failure {
        let (before, seen) = (self.chain.state_hash(), self.chain.witness().clone());
        match act(&mut self.chain) {
            Ok(done) => panic!("succeeded: {:?}", done.events().collect::<Vec<_>>()),
            Err(failure) => {
                assert_eq!(
                    before,
                    self.chain.state_hash(),
                    "changed the state: {failure}"
                );
                assert_eq!(&seen, self.chain.witness());
                self.verify();
                failure
            }
        }
    }

    /// [`Suite::refused`] by a contract, with that contract's own error.
    #[track_caller]
    pub fn refused_by<E>(&mut self, act: impl FnOnce(&mut Devchain) -> Outcome) -> E
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        match self.refused(act) {
            Failure::Refused(error) => match error.downcast() {
                Ok(refusal) => refusal,
                Err(other) => panic!("refused by another: {other:?}"),
            },
            failure => panic!("never reached a contract: {failure}"),
        }
    }

    /// Panics if any operation so far has broken an invariant.
    #[track_caller]
    pub fn verify(&self) {
        let violations = self.chain.violations();
        assert!(violations.is_empty(), "{violations:#?}");
    }

    /// Opens a position that must be possible.
    #[track_caller]
    pub fn open(
        &mut self,
        who: &str,
        id: CollateralTypeId,
        amount: u128,
        mint: u128,
    ) -> PositionId {
        let done = self.ok(|chain| chain.vault().open(who, id, amount, mint));
        done.position().expect("a position")
    }

    /// All feeders report a price, which is accepted.
    #[track_caller]
    pub fn set_price(&mut self, feed: &str, usd: &str) {
        self.chain.report_price(feed, price(usd)).unwrap();
        self.verify();
    }

    /// The same of a price that has stood for so long that the slow average has come to it: spot, low and high
    /// are one.
    #[track_caller]
    pub fn set_calm_price(&mut self, feed: &str, usd: &str) {
        self.set_price(feed, usd);
        self.rewrite_price(feed, |accepted| {
            accepted.slow = accepted.spot;
            *accepted = accepted.with_pending(None);
        });
    }

    /// Changes the accepted price of a feed behind the oracle's back; the invariants begin anew.
    #[track_caller]
    pub fn rewrite_price(&mut self, feed: &str, change: impl FnOnce(&mut Accepted)) {
        let oracle = self.chain.address(ORACLE).unwrap();
        let key = map_key(RECORD_NAMESPACE, feed.as_bytes());
        let mut storage = self.chain.app_mut().contract_storage_mut(&oracle);
        let record = FeedRecord::decode(&storage.get(&key).unwrap()).unwrap();
        let mut accepted = *record.accepted().unwrap();
        change(&mut accepted);
        storage.set(&key, &FeedRecord::Price(accepted).encode().unwrap());
        drop(storage);
        self.chain.watch().unwrap();
    }

    /// Lets time pass while the feeders go on reporting.
    #[track_caller]
    pub fn advance_reporting(&mut self, seconds: u64) {
        self.chain.advance_reporting(seconds, seconds).unwrap();
        self.verify();
    }

    /// What an account or contract holds, by names.
    #[track_caller]
    pub fn balance(&self, holder: &str, asset: &str) -> u128 {
        self.chain.balance(holder, asset).unwrap().u128()
    }

    /// A position.
    #[track_caller]
    pub fn position(&self, position: PositionId) -> PositionResponse {
        self.chain.position(position).unwrap()
    }

    /// A type's books.
    #[track_caller]
    pub fn books(&self, id: CollateralTypeId) -> BooksResponse {
        self.chain.collateral_type(id).unwrap().books
    }

    /// An account's or a contract's address as text.
    #[track_caller]
    pub fn address(&self, name: &str) -> String {
        self.chain.address(name).unwrap().into_string()
    }

    /// The one event of a type that the vault emitted.
    #[track_caller]
    pub fn event<E: BallastEvent>(&self, done: &Done) -> E {
        self.event_of(VAULT, done)
    }

    /// The one event of a type that a contract emitted.
    #[track_caller]
    pub fn event_of<E: BallastEvent>(&self, contract: &str, done: &Done) -> E {
        let mut events: Vec<E> = done.all(&self.address(contract)).unwrap();
        assert_eq!(events.len(), 1, "events of type {}", E::NAME);
        events.remove(0)
    }
}
