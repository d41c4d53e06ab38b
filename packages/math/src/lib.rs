//! Pure arithmetic of Ballast: what an amount is worth, what is owed, who is unsafe, what a
//! liquidation, a redemption or the fill of an order takes, what a pool's depositor owns, how wild a price
//! is, what ratio a mint needs. No storage, no addresses, no chain.
//!
//! Three rules hold everywhere:
//!
//! - A quantity is a newtype, and only operations that mean something exist on it.
//! - A conversion that rounds says so in its name (`_up`, `_down`), and its comment says whom the
//!   rounding favours. Results are computed at full width and rounded once.
//! - Nothing panics. What cannot be answered is a [`MathError`] that states the refused fact.
//!
//! | quantity | unit | fractional digits |
//! |---|---|---|
//! | [`Collateral`] | base units of the asset | 0 to 18 by asset ([`Decimals`]) |
//! | [`Debt`] | base units of the stablecoin | 6 |
//! | [`NormalizedDebt`] | whole stablecoins before the index | 18 |
//! | [`DebtIndex`] | factor | 27 |
//! | [`Price`] | USD for a whole unit of collateral | 18 |
//! | [`Value`] | USD | 18 (256 bits) |
//! | [`Ratio`] | fraction | 18 |

#![deny(missing_docs)]

pub mod amount;
pub mod auction;
pub mod books;
pub mod derived;
pub mod error;
pub mod feed;
pub mod index;
pub mod limits;
pub mod liquidation;
pub mod margin;
pub mod order;
pub mod pool;
pub mod position;
pub mod price;
pub mod ramp;
pub mod ratio;
pub mod redemption;
pub mod risk_key;
pub mod volatility;
mod wide;

pub use amount::{Collateral, Debt, NormalizedDebt};
pub use auction::{
    auction_price, Auction, AuctionBook, AuctionTerms, Restarted, Take, TakeError, Wanted,
    AUCTION_DURATION,
};
pub use books::{Books, Settled};
pub use derived::{discounted_down, discounted_up, grown_down, times_down, times_up};
pub use error::MathError;
pub use index::{DebtIndex, SECONDS_PER_YEAR};
pub use liquidation::{
    auction_room_down, plan, quote, Bought, Lot, Offer, Plan, Quote, Rooms, Terms,
};
pub use margin::{group_use_up, margin, Binds, Conditions, Margin, MarginTerms};
pub use order::{fill, Order, OrderKey, Reserve, TopUp, Unfillable};
pub use pool::{Gains, Pool, PoolDeposit, Product, Sum, Sums};
pub use position::{
    is_riskier, repayment, Change, CollateralChange, DebtChange, Position, Repayment,
};
pub use price::{Decimals, Market, Price, Value};
pub use ramp::Ramp;
pub use ratio::{is_below, Ratio};
pub use redemption::{redeem, BaseRate, Redemption, RedemptionFees};
pub use risk_key::RiskKey;
pub use volatility::{
    slow_average, variance_of_yearly, yearly_of_variance, Volatility, VARIANCE_MAX,
};
