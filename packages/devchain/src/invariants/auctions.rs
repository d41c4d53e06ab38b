//! Auctions: I7.

use cosmwasm_std::Uint128;

use super::{Checked, Report};

/// I7: the live auctions' lots and tabs add up to their type's totals, exactly.
pub(super) fn i07_auctions_add_up_to_their_totals(checked: &Checked, report: &mut Report) {
    for (id, totals) in &checked.state.auction_totals {
        let zero = (Uint128::zero(), Uint128::zero());
        let live = checked.state.auctions.values();
        let of_type = live.filter(|it| it.collateral_type == *id);
        let sums = of_type.fold(zero, |(lots, tabs), it| (lots + it.lot, tabs + it.tab));
        report.require("I7", sums == (totals.lots, totals.tabs), || {
            let (lots, tabs) = (totals.lots, totals.tabs);
            format!("type {id}: auctions add up to {sums:?}, the totals are {lots} and {tabs}")
        });
    }
}
