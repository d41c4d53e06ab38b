//! Stability pools: I6.

use cosmwasm_std::Uint128;

use super::{money::dust, Checked, Report};

/// I6: the compounded deposits add up to no more than the pool's total, and fall short of it by
/// rounding alone. (That the balances cover totals and gains is I4.)
pub(super) fn i06_deposits_and_gains_are_covered(checked: &Checked, report: &mut Report) {
    let dust = dust(checked);
    for (id, pool) in &checked.state.pools {
        let deposits = checked.state.deposits.get(id).into_iter().flatten();
        let sum: Uint128 = deposits.map(|deposit| deposit.amount).sum();
        report.require("I6", sum <= pool.total && pool.total <= sum + dust, || {
            format!(
                "type {id}: deposits add up to {sum}, the pool's total is {}",
                pool.total
            )
        });
    }
}
