//! What actions without a reward have in common.

use cosmwasm_std::Decimal;

use super::{Snapshot, TypeState};

/// Whether so much gas costs no more than it may.
pub(super) fn affordable(snapshot: &Snapshot, gas: u64, most_cost: Decimal) -> bool {
    snapshot.gas.cost_up(gas) <= most_cost
}

/// Whether nothing is set aside for a type: the vault nets and collects only then.
pub(super) fn is_settled(state: &TypeState) -> bool {
    state.set_aside.is_zero()
}
