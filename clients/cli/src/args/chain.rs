//! What concerns a real chain, as typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

#[derive(Debug, ClapArgs)]
pub struct DeployArgs {
    /// The deployment file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Folder of the compiled contracts
    #[arg(long, value_name = "DIR", default_value = "artifacts")]
    pub artifacts: PathBuf,
    /// Where the manifest goes that the clients read [default: the deployment file's name with
    /// .manifest.toml]
    #[arg(long, value_name = "OUT")]
    pub manifest: Option<PathBuf>,
    /// A local chain's folder of key files: their accounts have names, and --as NAME signs
    #[arg(long, value_name = "DIR")]
    pub keys: Option<PathBuf>,
    /// A node to send to, as `http://127.0.0.1:26657`, instead of those in the file
    #[arg(long, value_name = "URL")]
    pub rpc: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum KeeperArgs {
    /// Run the keeper until it is stopped
    Run {
        /// Its configuration
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Say what would be done and send nothing
        #[arg(long)]
        dry_run: bool,
        /// Do each task once and end
        #[arg(long)]
        once: bool,
    },
}
