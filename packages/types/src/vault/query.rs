//! Questions to the vault and its answers. All are computed as of the block's time: debts include
//! the fees up to now.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Decimal, Uint128};

use super::{OperatorScope, RatioRamp, RiskParams, Rooms, Selection, SkippedPosition};
use crate::{Asset, CollateralTypeId, GroupId, PositionId};

/// What the vault answers. Lists return [`crate::DEFAULT_PAGE`] entries unless told otherwise, at
/// most [`crate::MAX_PAGE`], and go on after the key given.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Owner, guardian, the other contracts, the pause.
    #[returns(ConfigResponse)]
    Config {},
    /// One collateral type: parameters, ratios now, totals and ledger.
    #[returns(CollateralTypeResponse)]
    CollateralType {
        /// The type.
        collateral_type: CollateralTypeId,
    },
    /// All collateral types in order.
    #[returns(Vec<CollateralTypeResponse>)]
    CollateralTypes {
        /// Go on after this type.
        start_after: Option<CollateralTypeId>,
        /// How many.
        limit: Option<u32>,
    },
    /// All groups in order.
    #[returns(Vec<GroupResponse>)]
    Groups {
        /// Go on after this group.
        start_after: Option<GroupId>,
        /// How many.
        limit: Option<u32>,
    },
    /// One position as a wallet shows it.
    #[returns(PositionResponse)]
    Position {
        /// The position.
        position: PositionId,
    },
    /// A holder's positions, by id.
    #[returns(Vec<PositionResponse>)]
    PositionsByOwner {
        /// The holder.
        owner: String,
        /// Go on after this position.
        start_after: Option<PositionId>,
        /// How many.
        limit: Option<u32>,
    },
    /// A type's positions, by id.
    #[returns(Vec<PositionResponse>)]
    Positions {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Go on after this position.
        start_after: Option<PositionId>,
        /// How many.
        limit: Option<u32>,
    },
    /// A type's positions with debt, the one with the lowest ratio first.
    #[returns(Vec<PositionResponse>)]
    Riskiest {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Go on after this position, where it stands now. Refused: one of another type or without debt.
        #[serde(skip_serializing_if = "Option::is_none")]
        start_after: Option<PositionId>,
        /// How many.
        limit: Option<u32>,
    },
    /// What a seizure with these rooms would do now, position by position.
    #[returns(PlanResponse)]
    Plan {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Which positions.
        selection: Selection,
        /// What each buyer can take on.
        rooms: Rooms,
    },
    /// What a redemption of an amount would give now. Refused: no valid price, a limit out of bounds.
    #[returns(super::RedemptionResponse)]
    Redemption {
        /// The type whose collateral is asked for.
        collateral_type: CollateralTypeId,
        /// Stablecoin that would be sent, base units.
        amount: Uint128,
        /// From how many positions at most, 1 to [`super::MAX_REDEEMED`].
        limit: u32,
    },
    /// A position's standing order. Refused: no order.
    #[returns(super::OrderResponse)]
    Order {
        /// The position.
        position: PositionId,
    },
    /// A type's orders that are under their trigger now, the one furthest under it first, without a scan.
    /// Refused: no valid price, an id of another type or without a place among them.
    #[returns(Vec<super::OrderResponse>)]
    FillableOrders {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Behind this position in their order.
        start_after: Option<PositionId>,
        /// How many.
        limit: Option<u32>,
    },
    /// What the fill of an order with an amount would do now. Refused as the message is.
    #[returns(super::FillResponse)]
    Fill {
        /// The position.
        position: PositionId,
        /// Stablecoin that would be sent, base units.
        amount: Uint128,
    },
    /// What ratio a mint of a type needs at the moment and why, part by part. Refused: no valid price, an
    /// amount that no books can hold.
    #[returns(super::MintRequirementResponse)]
    MintRequirement {
        /// The type.
        collateral_type: CollateralTypeId,
        /// How much is to be minted, base units: it fills the group further. Zero unless told: what a
        /// withdrawal must leave.
        #[serde(skip_serializing_if = "Option::is_none")]
        debt: Option<Uint128>,
    },
    /// A position's operators.
    #[returns(Vec<OperatorResponse>)]
    Operators {
        /// The position.
        position: PositionId,
    },
}

/// Answer to [`QueryMsg::Config`].
#[cw_serde]
pub struct ConfigResponse {
    /// Who may change parameters.
    pub owner: String,
    /// To whom the contract is offered.
    pub pending_owner: Option<String>,
    /// Who may pause minting.
    pub guardian: String,
    /// The other contracts, once wired.
    pub contracts: Option<ContractsResponse>,
    /// Until when minting is paused, if it ever was.
    pub minting_paused_until: Option<u64>,
    /// From when on the guardian may pause again, if it ever did.
    pub next_pause_from: Option<u64>,
}

/// The contracts that the vault works with.
#[cw_serde]
pub struct ContractsResponse {
    /// The stablecoin.
    pub stablecoin: String,
    /// The oracle.
    pub oracle: String,
    /// Liquidation.
    pub liquidation: String,
}

/// Answer to [`QueryMsg::CollateralType`].
#[cw_serde]
pub struct CollateralTypeResponse {
    /// The type's number.
    pub collateral_type: CollateralTypeId,
    /// What is locked.
    pub asset: Asset,
    /// Decimals of a whole unit.
    pub decimals: u8,
    /// The oracle's feed.
    pub feed: String,
    /// The group of correlated types.
    pub group: GroupId,
    /// L, now and on its way.
    pub liquidation_ratio: RatioRamp,
    /// R, now and on its way.
    pub target_ratio: RatioRamp,
    /// All other parameters.
    pub risk: RiskParams,
    /// Totals and ledger.
    pub books: BooksResponse,
}

/// Totals and ledger of a type. Exactly, over all types: sum of booked + bad debt - surplus =
/// stablecoin minted - burned by the vault.
#[cw_serde]
pub struct BooksResponse {
    /// The debt index, 27 fractional digits.
    pub index: Uint128,
    /// When it was last brought to now on the chain.
    pub accrued_at: u64,
    /// Sum of the positions' normalized debts, 18 fractional digits of a whole stablecoin.
    pub total_normalized: Uint128,
    /// Sum of the positions' collateral, base units.
    pub total_collateral: Uint128,
    /// Debt of all positions, rounded down once.
    pub booked: Uint128,
    /// How far new debt may go at present.
    pub line: Uint128,
    /// When the line was last raised.
    pub line_raised_at: u64,
    /// Fees booked since the last collect.
    pub revenue: Uint128,
    /// Fees booked and not yet minted.
    pub surplus: Uint128,
    /// Debt without a position.
    pub bad_debt: Uint128,
    /// Positions opened so far.
    pub positions_opened: u32,
}

/// One of the answers to [`QueryMsg::Groups`].
#[cw_serde]
pub struct GroupResponse {
    /// The group.
    pub group: GroupId,
    /// The largest booked debt of its types together.
    pub debt_ceiling: Uint128,
    /// Their booked debt, each as of its last accrual.
    pub debt: Uint128,
}

/// Answer to [`QueryMsg::Position`]. What depends on a price is absent while there is none.
#[cw_serde]
pub struct PositionResponse {
    /// The position.
    pub position: PositionId,
    /// Its type.
    pub collateral_type: CollateralTypeId,
    /// Who holds it.
    pub owner: String,
    /// To whom it is offered.
    pub pending_owner: Option<String>,
    /// Locked collateral, base units.
    pub collateral: Uint128,
    /// Owed now, base units, rounded up.
    pub debt: Uint128,
    /// What is stored: debt divided by the index.
    pub normalized_debt: Uint128,
    /// Whether it has a standing order: see [`QueryMsg::Order`].
    pub has_order: bool,
    /// Price of a whole unit of collateral in USD.
    pub price: Option<Decimal>,
    /// Collateral value / debt, rounded down; absent without debt or price.
    pub ratio: Option<Decimal>,
    /// Whether anyone may liquidate it now; absent without a price.
    pub is_unsafe: Option<bool>,
    /// Under this price anyone may liquidate it, rounded up; absent without debt.
    pub liquidation_price: Option<Decimal>,
    /// What the debt costs in a year at today's fee, base units.
    pub yearly_cost: Uint128,
    /// What a withdrawal must leave now, and a mint at least: see [`QueryMsg::MintRequirement`]; absent
    /// without price.
    pub mint_ratio: Option<Decimal>,
    /// How much more this position could mint by its ratio (ceilings aside), the mint's own effect on the
    /// mint ratio counted; absent without price.
    pub mintable: Option<Uint128>,
    /// How much collateral could be withdrawn; absent with debt and without a price.
    pub withdrawable: Option<Uint128>,
}

/// Answer to [`QueryMsg::Plan`].
#[cw_serde]
pub struct PlanResponse {
    /// The price used.
    pub price: Decimal,
    /// What would happen to each position, in order.
    pub positions: Vec<PlannedSeizure>,
    /// Positions looked at and left alone.
    pub skipped: Vec<SkippedPosition>,
}

/// What a seizure would take from one position.
#[cw_serde]
pub struct PlannedSeizure {
    /// The position.
    pub position: PositionId,
    /// Who holds it.
    pub owner: String,
    /// Its debt before.
    pub debt: Uint128,
    /// Its collateral before.
    pub collateral: Uint128,
    /// Collateral that would move in from its reserve first.
    pub reserve_collateral: Uint128,
    /// Debt that the stablecoin in its reserve would repay first.
    pub reserve_repaid: Uint128,
    /// Debt that would be repaid; zero where the reserve alone makes it safe.
    pub repaid: Uint128,
    /// Collateral that would be taken, reward and cushion included.
    pub seized: Uint128,
    /// The keeper's part of it.
    pub reward: Uint128,
    /// What the pool would take and pay.
    pub pool: super::Purchase,
    /// What the caller would take and pay.
    pub caller: super::Purchase,
    /// Debt that would be auctioned.
    pub auctioned: Uint128,
}

/// One of the answers to [`QueryMsg::Operators`].
#[cw_serde]
pub struct OperatorResponse {
    /// Who may act.
    pub operator: String,
    /// What it may do.
    pub scope: OperatorScope,
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::to_json_string;

    use super::*;

    /// A vault from before the field refuses it.
    #[test]
    fn the_first_page_of_the_riskiest_names_no_position() {
        let question = |start_after| QueryMsg::Riskiest {
            collateral_type: 1,
            start_after,
            limit: Some(5),
        };
        let first = to_json_string(&question(None)).unwrap();
        assert_eq!(first, r#"{"riskiest":{"collateral_type":1,"limit":5}}"#);
        let next = question(Some(PositionId::new(1, 7)));
        let text = to_json_string(&next).unwrap();
        assert!(text.contains("start_after"), "{text}");
        assert_eq!(cosmwasm_std::from_json::<QueryMsg>(&text).unwrap(), next);
        assert_eq!(
            cosmwasm_std::from_json::<QueryMsg>(&first).unwrap(),
            question(None)
        );
    }
}
