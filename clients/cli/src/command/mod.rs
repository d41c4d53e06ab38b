//! What the words of a command line mean, before anything is read or written. Names of assets and
//! positions are still names: only a chain knows what they stand for.

mod auction;
mod oracle;
mod order;
mod resolve;

use std::{ffi::OsString, path::PathBuf};

use cosmwasm_std::Decimal;

use crate::{
    amount::TypedAmount,
    args::{DeployArgs, KeeperArgs, ReplayArgs},
    demo::Scenario,
    gov,
    position_name::PositionName,
};

pub use auction::{AuctionVerb, Taking};
pub use oracle::{NamedOracle, OracleVerb, Signing, Statement};
pub use order::{Filling, OrderVerb, Placing};

/// A command with everything it needs to know.
#[derive(Debug)]
pub struct Resolved {
    pub place: Place,
    pub actor: Actor,
    pub command: Command,
}

/// What the environment says.
#[derive(Debug, Default)]
pub struct Environment {
    /// `BALLAST_SANDBOX`.
    pub sandbox: Option<PathBuf>,
    /// `BALLAST_CHAIN`.
    pub chain: Option<String>,
}

impl Environment {
    /// Reads a variable by `get`; an empty one is none.
    pub fn read(get: impl Fn(&str) -> Option<OsString>) -> Self {
        let read = |name: &str| get(name).filter(|value| !value.is_empty());
        Self {
            sandbox: read("BALLAST_SANDBOX").map(PathBuf::from),
            chain: read("BALLAST_CHAIN").map(|chain| chain.to_string_lossy().into_owned()),
        }
    }
}

/// The chain that a command acts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The embedded one in a folder.
    Sandbox(PathBuf),
    /// A real one.
    Chain(ChainName),
}

/// A real chain as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainName {
    /// Its manifest is found under its name.
    Named(String),
    /// The manifest's file.
    File(PathBuf),
}

impl From<&str> for ChainName {
    fn from(text: &str) -> Self {
        let file = PathBuf::from(text);
        if file.extension().is_some() || text.contains('/') {
            Self::File(file)
        } else {
            Self::Named(text.to_owned())
        }
    }
}

/// Who acts, as typed; at most one of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Actor {
    /// A name.
    pub name: Option<String>,
    /// A key's file.
    pub key: Option<PathBuf>,
}

#[derive(Debug)]
pub enum Command {
    Demo(DemoSettings),
    Scenarios,
    Replay(ReplayArgs),
    Sandbox(SandboxCommand),
    Verb(Verb),
    Sign(Signing),
    Deploy(DeployArgs),
    Gov(GovCommand),
    Keeper(KeeperArgs),
}

#[derive(Debug)]
pub struct DemoSettings {
    /// None is the usual one.
    pub scenario: Option<&'static Scenario>,
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
    Auction(AuctionVerb),
    Order(OrderVerb),
    Liquidate(Liquidation),
    Settle { collateral_type: String },
    Redeem(Redemption),
    Types,
    Status,
    Oracle(OracleVerb),
    Draft(Box<Drafting>),
    ShowDraft(PathBuf),
}

/// A change to write down.
#[derive(Debug)]
pub struct Drafting {
    pub change: gov::Change,
    pub file: PathBuf,
    pub is_added: bool,
    pub title: Option<String>,
    pub summary: Option<String>,
}

/// What needs a chain's governance.
#[derive(Debug)]
pub enum GovCommand {
    Submit {
        file: PathBuf,
        deposit: Option<String>,
    },
    Deposit {
        id: u64,
        coins: String,
    },
    Vote {
        id: u64,
        vote: Vote,
    },
    Status {
        id: u64,
        is_watched: bool,
    },
    List,
    Handover {
        is_passed: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    Yes,
    No,
    Abstain,
    Veto,
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

#[derive(Debug)]
pub struct Redemption {
    pub collateral_type: String,
    pub amount: TypedAmount,
    pub limit: u32,
    pub minimum: Option<TypedAmount>,
    pub is_preview: bool,
}
