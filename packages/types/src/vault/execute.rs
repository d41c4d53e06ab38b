//! Messages that change the vault.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};
use cw20::Cw20ReceiveMsg;

use super::{NewCollateralType, RiskParams, Rooms, Selection};
use crate::{CollateralTypeId, GroupId, PositionId};

/// Creates the vault. No funds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Who may change parameters: the chain's governance, or its timelock.
    pub owner: String,
    /// Who may pause minting for a bounded time; can make nothing less safe.
    pub guardian: String,
}

/// Moves the vault to newer code. Refused for another contract's state, the same or an older
/// version.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// What the vault does.
///
/// "Owner" of a position is its holder; "the owner" is the contract's, that is governance.
/// Funds are refused by every message that does not name them.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// A cw20 token's hook: [`ReceiveMsg`] inside. Only a token contract that the vault knows.
    Receive(Cw20ReceiveMsg),

    /// Opens a position with the attached coins as collateral and mints against it.
    /// By anyone, who becomes its owner. Funds: the type's denom, more than zero.
    /// Refused: unknown type, type of a cw20 token, and all that refuses a mint.
    Open {
        /// The type of the collateral attached.
        collateral_type: CollateralTypeId,
        /// Stablecoin to mint, in base units; none or zero opens a position without debt.
        mint: Option<Uint128>,
    },

    /// Adds the attached coins to a position. By anyone, always possible, also without a price.
    /// Funds: the type's denom, more than zero. Refused: unknown position.
    Deposit {
        /// The position that grows.
        position: PositionId,
    },

    /// Takes collateral out; it goes to the position's owner. By the owner or an operator with
    /// scope `withdraw`. Refused: more than is there; with debt left: no valid price, or a ratio
    /// under the mint ratio. A position left empty is removed.
    Withdraw {
        /// The position that shrinks.
        position: PositionId,
        /// Base units of collateral, more than zero.
        amount: Uint128,
    },

    /// Mints stablecoin to the position's owner. By the owner or an operator with scope `mint`.
    /// Refused: minting paused, no valid price, a ratio under the mint ratio, a debt under the
    /// floor, above the type's line or ceiling or the group's ceiling.
    Mint {
        /// The position that owes more.
        position: PositionId,
        /// Stablecoin base units, more than zero.
        amount: Uint128,
    },

    /// Several changes at once, checked once at the end. By the owner or an operator with the
    /// scopes for what it does. Funds: the type's denom, or none; coins attached are deposited.
    /// Refused: nothing to do, a deposit together with a withdrawal, and as each part refuses.
    /// To repay in the same step, send the stablecoin with [`ReceiveMsg::Adjust`].
    Adjust {
        /// The position that changes.
        position: PositionId,
        /// Base units of collateral to take out.
        withdraw: Option<Uint128>,
        /// Stablecoin base units to mint.
        mint: Option<Uint128>,
    },

    /// Pays out all collateral of a position without debt and removes it. By the owner or an
    /// operator with scope `withdraw`; the collateral goes to the owner. Refused: debt left; send
    /// the stablecoin with [`ReceiveMsg::Close`] then.
    Close {
        /// The position that ends.
        position: PositionId,
    },

    /// Offers a position to another holder, who must accept. By the position's owner. A new offer
    /// replaces the last.
    TransferPosition {
        /// The position offered.
        position: PositionId,
        /// Who may accept it.
        to: String,
    },

    /// Takes over an offered position as it is at that moment; its operators and its order are cleared,
    /// and what was in reserve goes to the old owner. By the one it
    /// was offered to. Until then its owner may change it: who pays for a position should accept it,
    /// look and pay in one transaction.
    AcceptPosition {
        /// The position offered.
        position: PositionId,
    },

    /// Withdraws an offer. By the position's owner. Refused: none is open.
    CancelTransfer {
        /// The position offered.
        position: PositionId,
    },

    /// Lets another address act on a position within a scope, replacing the scope it had. By the
    /// position's owner. Refused: an empty scope, a ninth operator, the owner itself.
    SetOperator {
        /// The position.
        position: PositionId,
        /// Who may act.
        operator: String,
        /// What it may do.
        scope: OperatorScope,
    },

    /// Takes an operator's rights away. By the position's owner, or the operator itself.
    /// Refused: not an operator.
    RemoveOperator {
        /// The position.
        position: PositionId,
        /// Who may act no more.
        operator: String,
    },

    /// Places a standing order: under the ratio `trigger` anyone may buy collateral at the price less
    /// `discount`, by [`ReceiveMsg::Fill`], until the position is back at `target`. Replaces the terms of
    /// the order that it had; what is in reserve stays. By the position's owner or an operator with scope
    /// `order`. Refused: a trigger not above the liquidation ratio (also that at the end of a running
    /// ramp), a target under the trigger or under 1 + discount + 5 points, either above
    /// [`super::MAX_ORDER_RATIO`], a discount above the type's liquidation penalty.
    PlaceOrder {
        /// The position.
        position: PositionId,
        /// Collateral ratio under which it may be filled.
        trigger: Decimal,
        /// Collateral ratio that a fill brings the position back to.
        target: Decimal,
        /// What a buyer gets above what it repays: 0.04 gives collateral worth 1.04.
        discount: Decimal,
    },

    /// Ends a position's order; what is in reserve goes to the position's owner. By the owner or an
    /// operator with scope `order`. Refused: no order.
    CancelOrder {
        /// The position.
        position: PositionId,
    },

    /// Puts the attached coins in reserve beside a position with an order. They do not count towards its
    /// ratio and leave it by [`ExecuteMsg::CancelOrder`] at any time. By anyone. Funds: the type's denom,
    /// more than zero. Refused: no order.
    AddReserve {
        /// The position.
        position: PositionId,
    },

    /// Moves what is in reserve into a position under its order's trigger: collateral is deposited,
    /// stablecoin repays, as far as no debt or at least the floor is left. By anyone. Refused: no order,
    /// nothing in reserve that could move, no valid price, a ratio not under the trigger.
    UseReserve {
        /// The position.
        position: PositionId,
    },

    /// Brings a type's debt index to now and books the fees. By anyone. Twice in a second changes
    /// nothing.
    Accrue {
        /// The type.
        collateral_type: CollateralTypeId,
    },

    /// Sets a type's surplus against its own bad debt, then what is above its buffer against
    /// another type's bad debt. By anyone. Refused: nothing to net, or while liquidation has
    /// stablecoin set aside for a type named.
    Net {
        /// The type whose surplus pays.
        collateral_type: CollateralTypeId,
        /// A second type whose bad debt is paid.
        other: Option<CollateralTypeId>,
    },

    /// Pays out a type's fees since the last collect, as far as the surplus exceeds the buffer
    /// after netting: the pool's share as yield, as far as 1% of its room, the rest to the treasury.
    /// By anyone.
    /// Refused: nothing to collect, or stablecoin set aside for the type.
    Collect {
        /// The type.
        collateral_type: CollateralTypeId,
    },

    /// Takes collateral from unsafe positions for the buyers' rooms and books the repaid debt as
    /// bad debt. Only the liquidation contract. Safe and unknown positions are skipped, as is one
    /// whose arithmetic fails. Refused: no valid price, an id of another type, nothing seized.
    /// Answers [`super::SeizeResponse`].
    Seize {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Which positions.
        selection: Selection,
        /// What each buyer can take on.
        rooms: Rooms,
    },

    /// Names the other contracts, once and for all. Only the owner. Refused: already wired, a
    /// stablecoin that the vault does not mint alone, or one with a supply or a cap, a liquidation contract that works with others.
    Wire {
        /// The stablecoin; its minter is the vault.
        stablecoin: String,
        /// The oracle.
        oracle: String,
        /// The liquidation contract.
        liquidation: String,
    },

    /// Lists a collateral type under the next number. Only the owner. Refused: not wired, unknown
    /// group or feed, an asset that is listed or is the stablecoin, a token of other decimals,
    /// parameters out of bounds.
    ListCollateralType(NewCollateralType),

    /// Replaces a type's parameters; accrues at the old fee first. Only the owner. Refused: out of
    /// bounds, also against the end of a running ramp.
    SetRiskParams {
        /// The type.
        collateral_type: CollateralTypeId,
        /// All of them, new.
        risk: RiskParams,
    },

    /// Moves liquidation ratio and target ratio in a straight line from their values now. Only the
    /// owner. Refused: shorter than a day or longer than a year, or out of bounds at the end.
    RampRatios {
        /// The type.
        collateral_type: CollateralTypeId,
        /// L at the end.
        liquidation_ratio: Decimal,
        /// R at the end.
        target_ratio: Decimal,
        /// How long the way takes.
        seconds: u64,
    },

    /// Creates a group of correlated types or changes its ceiling. Only the owner.
    SetGroup {
        /// The group.
        group: GroupId,
        /// The largest booked debt of all its types together.
        debt_ceiling: Uint128,
    },

    /// Names another guardian. Only the owner.
    SetGuardian {
        /// The new one.
        guardian: String,
    },

    /// Stops new debt for a time. Only the guardian. Refused: longer than three days, or within
    /// seven days of the end that the last pause was given, however early it was ended.
    PauseMinting {
        /// How long.
        seconds: u64,
    },

    /// Ends a pause. Only the guardian or the owner. Refused: not paused.
    ResumeMinting {},

    /// Offers the contract to another owner, who must accept; replaces an earlier offer. Only the
    /// owner. Refused: an end that has come already, or that the chain's clock cannot reach.
    TransferOwnership {
        /// Who may accept.
        new_owner: String,
        /// Until when, in unix seconds; none is without end.
        expires: Option<u64>,
    },

    /// Takes over the contract. Only the one it was offered to, in time.
    AcceptOwnership {},

    /// Withdraws the offer of the contract. Only the owner.
    CancelOwnershipTransfer {},
}

/// What a cw20 token sent to the vault is for. The hook's `sender` is the actor.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ReceiveMsg {
    /// As [`ExecuteMsg::Open`], with a cw20 token as collateral.
    Open {
        /// The type of the token sent.
        collateral_type: CollateralTypeId,
        /// Stablecoin to mint, in base units.
        mint: Option<Uint128>,
    },

    /// As [`ExecuteMsg::Deposit`], with a cw20 token.
    Deposit {
        /// The position that grows.
        position: PositionId,
    },

    /// Repays debt with the stablecoin sent, by anyone for any position; what exceeds the debt goes
    /// back to the payer. Always possible, also without a price. Refused: unknown position, no
    /// debt, or debt left under the floor.
    Repay {
        /// The position that owes less.
        position: PositionId,
    },

    /// Several changes at once: collateral sent is deposited and `mint` may follow; stablecoin sent
    /// is repaid (excess back to the payer) and `withdraw` may follow. By the owner or an operator
    /// with the scopes for what is taken out.
    Adjust {
        /// The position that changes.
        position: PositionId,
        /// Base units of collateral to take out.
        withdraw: Option<Uint128>,
        /// Stablecoin base units to mint.
        mint: Option<Uint128>,
    },

    /// Repays the whole debt with the stablecoin sent, pays out the collateral to the owner, the
    /// excess to the payer, and removes the position. By the owner or an operator with scope
    /// `withdraw`. Refused: less sent than owed.
    Close {
        /// The position that ends.
        position: PositionId,
    },

    /// Puts the token sent in reserve, as [`ExecuteMsg::AddReserve`]: the stablecoin, or the type's own
    /// cw20 token.
    AddReserve {
        /// The position.
        position: PositionId,
    },

    /// Fills a position's order with the stablecoin sent. By anyone; works while minting is paused.
    ///
    /// What is in reserve moves in first. Then the stablecoin repays debt, and the filler gets collateral
    /// worth it and the order's discount, at the feed's spot price or a higher one that waits for
    /// confirmation. What is not used comes back.
    ///
    /// Refused: no order, another token than the stablecoin, zero, no valid price, a ratio not under the
    /// trigger (with the reserve moved in), collateral not worth more than debt x (1 + discount), an
    /// amount that can take neither all that is wanted nor a part that leaves the debt floor, less
    /// collateral than `minimum`.
    Fill {
        /// The position.
        position: PositionId,
        /// The least collateral to accept, base units; zero accepts any.
        minimum: Uint128,
    },

    /// Burns the stablecoin sent: a type's bad debt first, the rest to its surplus. By anyone.
    Settle {
        /// The type.
        collateral_type: CollateralTypeId,
    },

    /// Redeems the stablecoin sent at face value for collateral of a type. By anyone; works while
    /// minting is paused.
    ///
    /// Debt is repaid in the positions with the lowest ratio that is at least 1 at the feed's high
    /// price, the lowest first, each as a whole or down to the debt floor. The redeemer gets
    /// collateral worth the repaid debt less [`super::REDEMPTION_FLAT_FEE`], which stays in the
    /// position, and pays the base rate in stablecoin on top. What is not used comes back.
    ///
    /// Refused: unknown type, another token than the stablecoin, zero, a limit out of bounds, no
    /// valid price, nothing that can be redeemed, less collateral than `minimum`.
    Redeem {
        /// The type whose collateral is asked for.
        collateral_type: CollateralTypeId,
        /// From how many positions at most, 1 to [`super::MAX_REDEEMED`].
        limit: u32,
        /// The least collateral to accept, base units; zero accepts any.
        minimum: Uint128,
    },
}

/// What an operator may do with a position. What it takes out always goes to the owner.
#[cw_serde]
#[derive(Copy, Default)]
#[serde(deny_unknown_fields)]
pub struct OperatorScope {
    /// Withdraw collateral and close.
    #[serde(default)]
    pub withdraw: bool,
    /// Mint.
    #[serde(default)]
    pub mint: bool,
    /// Place and cancel standing orders. Their terms say at which discount others may buy: whoever may
    /// place them can sell of the position, at most at the liquidation penalty.
    #[serde(default)]
    pub order: bool,
}
