//! The command line as typed. Texts stay texts here; [`crate::command`] gives them their meaning.

mod auction;
mod chain;
mod feed;
mod gov;
mod oracle;
mod order;
mod verbs;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

pub use auction::AuctionArgs;
pub use chain::{DeployArgs, KeeperArgs};
pub use feed::{FeedArgs, NewFeedArgs};
pub use gov::{DraftArgs, DraftedArgs, GovArgs, RiskArgs};
pub use oracle::{OracleArgs, ReportArgs, SignArgs};
pub use order::OrderArgs;
pub use verbs::{PoolArgs, PositionArgs, RedeemArgs, SandboxArgs};

/// Heading of the options that every command takes.
const GLOBAL: &str = "Options of every command";

/// Ballast: a collateralised stablecoin, on an embedded chain or on a real one.
///
/// `ballast demo` shows the whole system at work. `ballast sandbox reset` makes a small chain to play
/// with; the other verbs act on it, or on a real chain that `--chain` names.
#[derive(Debug, Parser)]
#[command(name = "ballast", version, max_term_width = 100)]
pub struct Args {
    #[command(flatten)]
    pub global: GlobalArgs,
    #[command(subcommand)]
    pub command: CommandArgs,
}

#[derive(Debug, ClapArgs)]
pub struct GlobalArgs {
    /// Answer with JSON
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub json: bool,
    /// The sandbox's folder [default: that of `BALLAST_SANDBOX`, or ./sandbox]
    #[arg(long, global = true, value_name = "DIR", help_heading = GLOBAL)]
    pub sandbox: Option<PathBuf>,
    /// The account that acts: a name, or on a chain also an address to look at [default: alice, or
    /// on a chain the owner of the key in `BALLAST_KEY`]
    #[arg(long = "as", global = true, value_name = "NAME", help_heading = GLOBAL)]
    pub actor: Option<String>,
    /// A real chain instead of the sandbox: `local`, or the file of its manifest [default: that of
    /// `BALLAST_CHAIN`]
    #[arg(long, global = true, value_name = "NAME|FILE", help_heading = GLOBAL)]
    pub chain: Option<String>,
    /// The file of the key that signs on a chain; only its owner may be able to read it
    #[arg(long, global = true, value_name = "FILE", help_heading = GLOBAL)]
    pub key: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum CommandArgs {
    /// Run the whole system through the ether crash of March 2020, or another scenario
    Demo(DemoArgs),
    /// Run a recorded history and print what came of each operation
    Replay(ReplayArgs),
    /// A small chain in a folder
    #[command(subcommand)]
    Sandbox(SandboxArgs),
    /// Lock collateral, mint against it, and back
    #[command(subcommand)]
    Position(PositionArgs),
    /// Lend to a stability pool
    #[command(subcommand)]
    Pool(PoolArgs),
    /// Buy collateral of liquidated positions at a price that falls
    #[command(subcommand)]
    Auction(AuctionArgs),
    /// Have a position sell a part of itself on its owner's terms, before it could be liquidated
    #[command(subcommand)]
    Order(OrderArgs),
    /// Liquidate unsafe positions for a reward, then settle what the buyers paid
    Liquidate(LiquidateArgs),
    /// Burn stablecoin at face value for collateral of the positions with the lowest ratio
    Redeem(RedeemArgs),
    /// Have what buyers paid burned against bad debt
    Settle(SettleArgs),
    /// Collateral types with their parameters and books
    Types,
    /// Clock, prices, totals and what the account holds
    Status,
    /// Price feeds and their feeders
    #[command(subcommand)]
    Oracle(OracleArgs),
    /// Put the contracts on a chain, from a deployment file
    Deploy(DeployArgs),
    /// Change parameters by proposals of the chain's governance
    #[command(subcommand)]
    Gov(GovArgs),
    /// The bot that feeds prices, liquidates and takes from auctions
    #[command(subcommand)]
    Keeper(KeeperArgs),
}

#[derive(Debug, ClapArgs)]
pub struct DemoArgs {
    /// Play the scenario of this name and print the table that all share [default: half-pool, with a
    /// table of its own]
    #[arg(long, value_name = "NAME")]
    pub scenario: Option<String>,
    /// Name the scenarios
    #[arg(long, conflicts_with_all = ["scenario", "positions", "seed", "report", "write"])]
    pub list: bool,
    /// Positions to open
    #[arg(long, value_name = "N", default_value = "1000")]
    pub positions: String,
    /// Another number gives other positions
    #[arg(long, value_name = "S", default_value = "2020")]
    pub seed: String,
    /// Where the HTML report goes
    #[arg(long, value_name = "DIR", default_value = "report")]
    pub report: PathBuf,
    /// Write the whole run in the replay format
    #[arg(long, value_name = "FILE")]
    pub write: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct ReplayArgs {
    /// Deployment in the first line, an operation in each other; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print the full books with each outcome
    #[arg(long)]
    pub state: bool,
    /// Print no outcomes, only the books at the end
    #[arg(long = "final", conflicts_with = "state")]
    pub is_final: bool,
}

#[derive(Debug, ClapArgs)]
pub struct LiquidateArgs {
    /// Positions to liquidate, as eth-1 [default: the riskiest]
    #[arg(value_name = "POSITION")]
    pub positions: Vec<String>,
    /// Only this collateral type
    #[arg(long = "type", value_name = "TYPE", conflicts_with = "positions")]
    pub collateral_type: Option<String>,
    /// At most so many
    #[arg(
        long,
        value_name = "N",
        default_value = "10",
        conflicts_with = "positions"
    )]
    pub limit: String,
    /// Stablecoin to buy with what the pool cannot, as 500usd
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub with: Option<String>,
    /// Leave what buyers paid set aside
    #[arg(long)]
    pub no_settle: bool,
}

#[derive(Debug, ClapArgs)]
pub struct SettleArgs {
    /// The collateral type, as eth
    #[arg(value_name = "TYPE")]
    pub collateral_type: String,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Args::command().debug_assert();
    }
}
