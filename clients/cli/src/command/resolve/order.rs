//! Standing orders.

use super::ratio;
use crate::{
    amount::TypedAmount,
    args::OrderArgs,
    command::{Filling, OrderVerb, Placing},
    error::CliResult,
};

pub fn order(args: OrderArgs) -> CliResult<OrderVerb> {
    Ok(match args {
        OrderArgs::Place {
            position,
            trigger,
            target,
            discount,
        } => OrderVerb::Place(Placing {
            position: position.parse()?,
            trigger: ratio(&trigger)?,
            target: target.as_deref().map(ratio).transpose()?,
            discount: discount.as_deref().map(ratio).transpose()?,
        }),
        OrderArgs::Show { position } => OrderVerb::Show(position.parse()?),
        OrderArgs::List {
            collateral_type,
            fillable,
        } => OrderVerb::List {
            collateral_type,
            is_fillable: fillable,
        },
        OrderArgs::Reserve { position, amount } => OrderVerb::Reserve {
            position: position.parse()?,
            amount: amount.parse()?,
        },
        OrderArgs::Use { position } => OrderVerb::Use(position.parse()?),
        OrderArgs::Fill {
            position,
            pay,
            minimum,
        } => {
            let minimum = minimum.as_deref().map(TypedAmount::or_zero);
            OrderVerb::Fill(Box::new(Filling {
                position: position.parse()?,
                pay: pay.map(|pay| pay.parse()).transpose()?,
                minimum: minimum.transpose()?,
            }))
        }
        OrderArgs::Cancel { position } => OrderVerb::Cancel(position.parse()?),
    })
}
