//! Pools, liquidations and redemptions.

use ballast_types::vault::{MAX_LIQUIDATED, MAX_REDEEMED};

use super::number;
use crate::{
    amount::TypedAmount,
    args::{LiquidateArgs, PoolArgs, RedeemArgs},
    command::{Liquidation, PoolVerb, Redemption, Selected},
    error::CliResult,
    position_name::PositionName,
};

pub fn pool(args: PoolArgs) -> CliResult<PoolVerb> {
    Ok(match args {
        PoolArgs::Deposit {
            collateral_type,
            amount,
        } => PoolVerb::Deposit {
            collateral_type,
            amount: amount.parse()?,
        },
        PoolArgs::Withdraw {
            collateral_type,
            amount,
        } => PoolVerb::Withdraw {
            collateral_type,
            amount: amount.map(|amount| amount.parse()).transpose()?,
        },
        PoolArgs::Claim { collateral_type } => PoolVerb::Claim { collateral_type },
        PoolArgs::Show { collateral_type } => PoolVerb::Show { collateral_type },
    })
}

pub fn liquidation(args: LiquidateArgs) -> CliResult<Liquidation> {
    let positions = args.positions.iter().map(|position| position.parse());
    let named: Vec<PositionName> = positions.collect::<Result<_, _>>()?;
    let selected = if named.is_empty() {
        let limit = number("--limit", &args.limit, 1, MAX_LIQUIDATED.into())?;
        Selected::Riskiest {
            collateral_type: args.collateral_type,
            limit,
        }
    } else {
        Selected::Named(named)
    };
    let with = args.with.map(|with| with.parse()).transpose()?;
    Ok(Liquidation {
        selected,
        with,
        is_settled: !args.no_settle,
    })
}

pub fn redemption(args: RedeemArgs) -> CliResult<Redemption> {
    let minimum = args.minimum.as_deref().map(TypedAmount::or_zero);
    Ok(Redemption {
        collateral_type: args.collateral_type,
        amount: args.amount.parse()?,
        limit: number("--limit", &args.limit, 1, MAX_REDEEMED.into())?,
        minimum: minimum.transpose()?,
        is_preview: args.preview,
    })
}
