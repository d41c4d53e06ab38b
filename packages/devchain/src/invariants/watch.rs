//! One operation at a time: the state before, what was done, the state after.

use std::collections::{BTreeMap, BTreeSet};

use ballast_types::{
    event::{BallastEvent, EventError},
    vault::{OperatorSet, PositionSnapshot, PositionTransferred},
    PositionId,
};
use cosmwasm_std::Event;

use super::{
    check_state, liquidations, orders, redemptions, rules, steps, unanswered, Report, Violation,
};
use crate::{
    error::QueryFailure,
    names::account_address,
    operation::{Operation, Outcome},
    state::State,
    Devchain, VAULT,
};

/// Follows a chain from operation to operation.
///
/// What changes behind the door between two operations (time apart) is taken for a violation;
/// begin a new watch after such a change.
pub struct Watch {
    before: State,
    hash: [u8; 32],
    operators: BTreeMap<PositionId, BTreeSet<String>>,
    accepted: BTreeMap<String, u64>,
}

/// What one operation did.
pub(super) struct Step<'a> {
    pub(super) chain: &'a Devchain,
    pub(super) operation: &'a Operation,
    pub(super) before: &'a State,
    pub(super) after: &'a State,
    /// Address of whoever signed.
    pub(super) sender: String,
    /// All events; none after a refusal.
    pub(super) events: Vec<Event>,
    /// Everybody who was an operator of a position at some time during the operation.
    pub(super) operators: &'a BTreeMap<PositionId, BTreeSet<String>>,
}

impl Step<'_> {
    /// The events of one type that a contract emitted.
    pub(super) fn all<E: BallastEvent>(&self, contract: &str) -> Result<Vec<E>, EventError> {
        let address = self.chain.names().contract(contract);
        let address = address.map_or("", |address| address.as_str());
        E::parse_all(&self.events, address)
    }

    /// Those of the vault; what does not parse is reported as I26.
    pub(super) fn vault<E: BallastEvent>(&self, report: &mut Report) -> Vec<E> {
        self.of(VAULT, report)
    }

    /// Those of a contract; what does not parse is reported as I26.
    pub(super) fn of<E: BallastEvent>(&self, contract: &str, report: &mut Report) -> Vec<E> {
        let all = self.all(contract);
        report.require("I26", all.is_ok(), || {
            format!("an event does not parse: {all:?}", all = all.as_ref().err())
        });
        all.unwrap_or_default()
    }

    /// Whether the operation has one call only, so that the state before it is the state before the
    /// call.
    pub(super) fn is_single(&self) -> bool {
        self.operation.calls.len() == 1
    }
}

impl Watch {
    /// Begins at the chain's present state.
    pub fn new(chain: &Devchain) -> Result<Self, QueryFailure> {
        let before = State::read(chain)?;
        let mut operators = BTreeMap::new();
        for id in before.positions.keys() {
            let names = chain.operators(*id)?.into_iter().map(|it| it.operator);
            operators.insert(*id, names.collect());
        }
        Ok(Self {
            before,
            hash: chain.state_hash(),
            operators,
            accepted: BTreeMap::new(),
        })
    }

    /// Holds an operation and the state after it against all invariants. To be called after every
    /// operation of the chain.
    pub fn after(
        &mut self,
        chain: &Devchain,
        operation: &Operation,
        outcome: &Outcome,
    ) -> Vec<Violation> {
        let after = match State::read(chain) {
            Ok(after) => after,
            Err(failure) => return vec![unanswered(&failure)],
        };
        let (mut report, hash) = (Report::default(), chain.state_hash());
        if outcome.is_err() {
            rules::i24_a_refusal_changes_nothing(self.hash == hash, operation, &mut report);
        }
        let events: Vec<Event> = outcome
            .iter()
            .flat_map(|done| done.events().cloned())
            .collect();
        let sender = account_address(&operation.sender);
        let sender = sender.map_or_else(|_| String::new(), |address| address.to_string());
        self.add_operators(chain, &events);
        let step = Step {
            chain,
            operation,
            before: &self.before,
            after: &after,
            sender,
            events,
            operators: &self.operators,
        };
        check_step(&step, &mut self.accepted, &mut report);
        let events = step.events;
        self.drop_operators(chain, &after, &events);
        let mut violations = report.into_violations();
        violations.extend(check_state(chain, &after));
        (self.before, self.hash) = (after, hash);
        violations
    }

    /// Everybody whom the operation made an operator.
    fn add_operators(&mut self, chain: &Devchain, events: &[Event]) {
        for set in parse::<OperatorSet>(chain, events) {
            self.operators
                .entry(set.position)
                .or_default()
                .insert(set.operator);
        }
    }

    /// Those who lost their rights, in the order of events.
    fn drop_operators(&mut self, chain: &Devchain, after: &State, events: &[Event]) {
        let mut set = BTreeMap::new();
        for event in parse::<OperatorSet>(chain, events) {
            let has_rights = event.withdraw || event.mint || event.order;
            set.insert((event.position, event.operator), has_rights);
        }
        for ((position, operator), has_rights) in set {
            if let (false, Some(operators)) = (has_rights, self.operators.get_mut(&position)) {
                operators.remove(&operator);
            }
        }
        for event in parse::<PositionTransferred>(chain, events) {
            self.operators.remove(&event.position);
        }
        for event in parse::<PositionSnapshot>(chain, events) {
            if !after.positions.contains_key(&event.position) {
                self.operators.remove(&event.position);
            }
        }
    }
}

fn parse<E: BallastEvent>(chain: &Devchain, events: &[Event]) -> Vec<E> {
    let vault = chain.names().contract(VAULT);
    vault.map_or_else(
        |_| vec![],
        |vault| E::parse_all(events, vault.as_str()).unwrap_or_default(),
    )
}

fn check_step(step: &Step, accepted: &mut BTreeMap<String, u64>, report: &mut Report) {
    steps::i05_bad_debt_moves_with_its_causes(step, report);
    steps::i08_debt_is_zero_or_above_the_floor(step, report);
    steps::i09_riskier_means_above_the_mint_ratio(step, report);
    steps::i14_only_owners_lower_their_equity(step, report);
    steps::i15_other_positions_stay_as_they_were(step, report);
    steps::i20_indexes_never_fall(step, report);
    liquidations::i10_to_i13_seizures(step, report);
    redemptions::i30_redemptions(step, report);
    orders::i14_fills(step, report);
    orders::i04_reserves_move_with_their_causes(step, report);
    rules::i22_prices_change_once_a_block(step, accepted, report);
    rules::i23_parameters_change_through_the_owner(step, report);
}
