//! What the words of a command line mean, before anything is read or written. Names of assets and
//! positions are still names: only a chain knows what they stand for.

mod resolve;

use std::path::PathBuf;

use cosmwasm_std::Decimal;

use crate::{amount::TypedAmount, args::ReplayArgs, position_name::PositionName};

/// A command with everything it needs to know.
#[derive(Debug)]
pub struct Resolved {
    pub sandbox: PathBuf,
    pub actor: String,
    pub command: Command,
}

#[derive(Debug)]
pub enum Command {
    Demo(DemoSettings),
    Replay(ReplayArgs),
    Sandbox(SandboxCommand),
    Verb(Verb),
}

#[derive(Debug)]
pub struct DemoSettings {
    pub positions: u32,
    pub seed: u64,
    pub report: PathBuf,
    pub write: Option<PathBuf>,
}

#[derive(Debug)]
pub enum SandboxCommand {
    Reset,
    Advance { seconds: u64, is_silent: bool },
    Price { feed: String, price: Decimal },
}

/// What can be done against any chain.
#[derive(Debug)]
pub enum Verb {
    Position(PositionVerb),
    Pool(PoolVerb),
    Liquidate(Liquidation),
    Settle { collateral_type: String },
    Types,
    Status,
}

#[derive(Debug)]
pub enum PositionVerb {
    Open {
        collateral: TypedAmount,
        mint: Option<TypedAmount>,
    },
    Change {
        position: PositionName,
        change: Box<Change>,
    },
    Close {
        position: PositionName,
    },
    Show {
        position: PositionName,
    },
    List(Listed),
}

/// Changes of one position, of which at least one is there.
#[derive(Debug, Default)]
pub struct Change {
    pub deposit: Option<TypedAmount>,
    pub withdraw: Option<TypedAmount>,
    pub mint: Option<TypedAmount>,
    pub repay: Option<TypedAmount>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    Own,
    All,
    Riskiest,
}

#[derive(Debug)]
pub enum PoolVerb {
    Deposit {
        collateral_type: String,
        amount: TypedAmount,
    },
    Withdraw {
        collateral_type: String,
        amount: Option<TypedAmount>,
    },
    Claim {
        collateral_type: String,
    },
    Show {
        collateral_type: Option<String>,
    },
}

#[derive(Debug)]
pub struct Liquidation {
    pub selected: Selected,
    pub with: Option<TypedAmount>,
    pub is_settled: bool,
}

#[derive(Debug)]
pub enum Selected {
    Named(Vec<PositionName>),
    Riskiest {
        collateral_type: Option<String>,
        limit: u32,
    },
}
