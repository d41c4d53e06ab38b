//! The one error of this crate: every variant states the fact that was refused.

use crate::amount::{Collateral, Debt};
use thiserror::Error;

/// Why a calculation has no answer. Amounts are in base units.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MathError {
    /// A result does not fit its type.
    #[error("{operation} overflows")]
    Overflow {
        /// What was being computed.
        operation: &'static str,
    },
    /// A divisor was zero.
    #[error("{operation} divides by zero")]
    DivisionByZero {
        /// What was being computed.
        operation: &'static str,
    },
    /// More was subtracted than is there.
    #[error("cannot take {taken} from {from} {quantity}")]
    Underflow {
        /// The quantity subtracted from.
        quantity: &'static str,
        /// What was there.
        from: u128,
        /// What was to be taken.
        taken: u128,
    },
    /// A withdrawal asks for more collateral than the position holds.
    #[error("cannot withdraw {withdraw} of {collateral} collateral")]
    WithdrawExceedsCollateral {
        /// Asked for.
        withdraw: Collateral,
        /// Held.
        collateral: Collateral,
    },
    /// A repayment is larger than the debt; split off the excess with `repayment` first.
    #[error("cannot repay {repay} of {debt} debt")]
    RepayExceedsDebt {
        /// Offered.
        repay: Debt,
        /// Owed, rounded up.
        debt: Debt,
    },
    /// A change would take more out of a type's books than they hold: the position is not in them.
    #[error("books hold {held} {total}, cannot take {taken}")]
    BooksUnderflow {
        /// Which total.
        total: &'static str,
        /// What the books hold.
        held: u128,
        /// What was to be taken.
        taken: u128,
    },
    /// An asset has more decimals than prices can carry.
    #[error("{decimals} decimals are more than {max}")]
    DecimalsTooLarge {
        /// Of the asset.
        decimals: u8,
        /// Largest supported.
        max: u8,
    },
    /// A price outside the bounds that the arithmetic is proven for.
    #[error("price {price} is outside {min} to {max} (18 digits)")]
    PriceOutOfBounds {
        /// Refused price.
        price: u128,
        /// Smallest.
        min: u128,
        /// Largest.
        max: u128,
    },
    /// Time was asked to run backwards.
    #[error("now {now} is before {then}")]
    TimeRunsBackwards {
        /// The time given.
        now: u64,
        /// The time already reached.
        then: u64,
    },
    /// A pool was asked to pay more than its room (its total less one whole stablecoin).
    #[error("pool has room for {room}, cannot pay {pays}")]
    PoolRoomExceeded {
        /// To be paid.
        pays: Debt,
        /// What it can pay.
        room: Debt,
    },
    /// A withdrawal from a pool asks for more than is there.
    #[error("cannot withdraw {withdraw} of {deposit} deposited")]
    WithdrawExceedsDeposit {
        /// Asked for.
        withdraw: Debt,
        /// There.
        deposit: Debt,
    },
    /// A pool and a deposit do not belong together: the deposit started later than the pool is.
    #[error("the pool's sums of scale {scale} are behind the deposit's")]
    SumsRunBackwards {
        /// Scale at which the deposit started.
        scale: u32,
    },
}
