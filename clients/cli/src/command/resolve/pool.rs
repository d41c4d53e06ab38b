//! Pools and liquidations.

use ballast_types::vault::MAX_LIQUIDATED;

use super::number;
use crate::{
    args::{LiquidateArgs, PoolArgs},
    command::{Liquidation, PoolVerb, Selected},
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
