//! What can be done with standing orders.

use cosmwasm_std::Decimal;

use crate::{amount::TypedAmount, position_name::PositionName};

#[derive(Debug)]
pub enum OrderVerb {
    Place(Placing),
    Show(PositionName),
    List {
        collateral_type: Option<String>,
        is_fillable: bool,
    },
    Reserve {
        position: PositionName,
        amount: TypedAmount,
    },
    Use(PositionName),
    Fill(Box<Filling>),
    Cancel(PositionName),
}

/// Terms as typed; what is left out depends on the type.
#[derive(Debug)]
pub struct Placing {
    pub position: PositionName,
    pub trigger: Decimal,
    pub target: Option<Decimal>,
    pub discount: Option<Decimal>,
}

/// A fill as typed.
#[derive(Debug)]
pub struct Filling {
    pub position: PositionName,
    /// Most stablecoin.
    pub pay: Option<TypedAmount>,
    /// Least collateral.
    pub minimum: Option<TypedAmount>,
}
