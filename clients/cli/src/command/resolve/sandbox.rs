//! The sandbox and what runs on chains of its own.

use super::{number, usd_price};
use crate::{
    args::{DemoArgs, SandboxArgs},
    command::{DemoSettings, SandboxCommand},
    demo::Scenario,
    error::CliResult,
    time::Duration,
};

/// Most positions that the demo opens.
const MOST_POSITIONS: u32 = 100_000;

pub fn demo(args: DemoArgs) -> CliResult<DemoSettings> {
    let scenario = args.scenario.as_deref().map(Scenario::named).transpose()?;
    Ok(DemoSettings {
        scenario,
        positions: number("--positions", &args.positions, 1, MOST_POSITIONS.into())?,
        seed: number("--seed", &args.seed, 0, u64::MAX)?,
        report: args.report,
        write: args.write,
    })
}

pub fn sandbox(args: SandboxArgs) -> CliResult<SandboxCommand> {
    Ok(match args {
        SandboxArgs::Reset => SandboxCommand::Reset,
        SandboxArgs::Advance { duration, silent } => SandboxCommand::Advance {
            seconds: duration.parse::<Duration>()?.0,
            is_silent: silent,
        },
        SandboxArgs::Price { feed, price } => SandboxCommand::Price {
            feed: feed.to_uppercase(),
            price: usd_price(&price)?,
        },
    })
}
