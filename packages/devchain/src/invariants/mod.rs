//! What must always be true, checked on the whole state and on every step from one state to the
//! next. The numbers are those of the list of invariants (I1...) in the safety notes.
//!
//! [`check`] looks at one state: any chain, any time. [`Watch`] compares the state before and after
//! an operation. With [`crate::Devchain::watch`] the chain does both after every operation and
//! keeps what it finds.

mod auctions;
mod bounds;
mod liquidations;
mod machinery;
mod money;
mod orders;
mod pools;
mod positions;
mod redemptions;
mod report;
mod rules;
mod steps;
mod watch;

use crate::{error::QueryFailure, state::State, Devchain};

pub use report::Violation;
pub use watch::Watch;

use report::Report;

/// Invariants that [`check`] holds a state against.
pub const OF_STATE: [&str; 12] = [
    "I1", "I2", "I3", "I4", "I6", "I7", "I13", "I19", "I22", "I23", "I25", "I26",
];

/// Invariants that [`Watch`] holds an operation against.
pub const OF_STEPS: [&str; 15] = [
    "I4", "I5", "I8", "I9", "I10", "I11", "I12", "I13", "I14", "I15", "I20", "I22", "I23", "I24",
    "I30",
];

/// A state with the chain it was read from.
struct Checked<'a> {
    chain: &'a Devchain,
    state: &'a State,
}

/// Reads the state and holds it against every invariant that concerns one state alone.
pub fn check(chain: &Devchain) -> Vec<Violation> {
    match State::read(chain) {
        Ok(state) => check_state(chain, &state),
        Err(failure) => vec![unanswered(&failure)],
    }
}

/// The same for a state that has been read already; it must be the chain's.
pub fn check_state(chain: &Devchain, state: &State) -> Vec<Violation> {
    let checked = Checked { chain, state };
    let mut report = Report::default();
    money::i01_supply_is_what_was_minted_less_what_was_burned(&checked, &mut report);
    money::i02_positions_add_up_to_totals(&checked, &mut report);
    money::i03_ledger_is_exact(&checked, &mut report);
    money::i04_balances_cover_books(&checked, &mut report);
    auctions::i07_auctions_add_up_to_their_totals(&checked, &mut report);
    pools::i06_deposits_and_gains_are_covered(&checked, &mut report);
    positions::i13_no_debt_without_collateral(&checked, &mut report);
    positions::i19_risk_index_is_complete_and_in_order(&checked, &mut report);
    orders::i19_order_index_is_complete_and_in_order(&checked, &mut report);
    bounds::i22_prices_in_use_are_positive_and_fresh(&checked, &mut report);
    bounds::i23_parameters_lie_within_bounds(&checked, &mut report);
    machinery::i25_only_known_namespaces_are_stored(&checked, &mut report);
    machinery::i26_queries_answer_and_agree(&checked, &mut report);
    report.into_violations()
}

fn unanswered(failure: &QueryFailure) -> Violation {
    Violation {
        number: "I26",
        detail: failure.to_string(),
    }
}
