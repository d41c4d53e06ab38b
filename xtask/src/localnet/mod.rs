//! `cargo xtask localnet`: a real chain on this machine, with the contracts on it.

mod deployment;

use std::path::{Path, PathBuf};

use anyhow::{bail, Result};
use ballast_localnet::{Localnet, NodeStatus, Options, Status, STATE_FILE};
use clap::{Args, Subcommand};

use crate::workspace;

/// What to do with the network.
#[derive(Subcommand)]
pub enum Action {
    /// Make the network if there is none, start it, and deploy if that is not done
    Up(Up),
    /// Stop the network; its state stays for the next `up`
    Down {
        #[command(flatten)]
        place: Place,
        /// Remove its folder too: chain, keys, manifest
        #[arg(long)]
        delete: bool,
    },
    /// Say what runs
    Status(Place),
}

#[derive(Args)]
pub struct Up {
    #[command(flatten)]
    place: Place,
    /// Validators of a new network, 1 to 7; each is a process of its own [default: 1]
    #[arg(long, value_name = "N")]
    validators: Option<u16>,
    /// Seconds that a new network's proposals are voted on [default: 10]
    #[arg(long, value_name = "SECONDS")]
    voting_period: Option<u64>,
    /// Only the chain, without contracts
    #[arg(long)]
    no_deploy: bool,
}

#[derive(Args)]
pub struct Place {
    /// The network's folder [default: target/localnet/local]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Place {
    fn is_default(&self) -> bool {
        self.folder.is_none()
    }

    fn path(&self) -> PathBuf {
        let local = || workspace::root().join("target/localnet/local");
        self.folder.clone().unwrap_or_else(local)
    }
}

/// Runs the chore.
pub fn run(action: &Action) -> Result<()> {
    match action {
        Action::Up(up) => bring_up(up),
        Action::Down { place, delete } => bring_down(&place.path(), *delete),
        Action::Status(place) => show(&place.path()),
    }
}

fn bring_up(up: &Up) -> Result<()> {
    let folder = up.place.path();
    let mut network = if has_network(&folder) {
        open_as_wished(&folder, up)?
    } else {
        make(&folder, up)?
    };
    if network.status()?.is_up() {
        println!("{} is up already", network.chain_id());
    } else {
        println!("starting {}", counted(network.nodes()));
        network.start()?;
    }
    print(&network.status()?);
    if up.no_deploy {
        return Ok(());
    }
    deployment::ensure(&network, up.place.is_default())
}

fn has_network(folder: &Path) -> bool {
    folder.join(STATE_FILE).is_file()
}

/// A network that exists stays as it is: what would need another one is refused.
fn open_as_wished(folder: &Path, up: &Up) -> Result<Localnet> {
    let network = Localnet::open(folder)?;
    let found = network.nodes();
    let advice =
        "`cargo xtask localnet down --delete` removes it, and the next `up` makes a new one";
    if let Some(wished) = up.validators.map(usize::from).filter(|n| *n != found) {
        bail!(
            "the network in {} has {}, not {wished}; {advice}",
            folder.display(),
            counted(found)
        );
    }
    if up.voting_period.is_some() {
        bail!(
            "the network in {} has its voting period already; {advice}",
            folder.display()
        );
    }
    Ok(network)
}

fn make(folder: &Path, up: &Up) -> Result<Localnet> {
    let mut options = Options::default();
    if let Some(validators) = up.validators {
        options.validators = validators;
    }
    if let Some(seconds) = up.voting_period {
        options.voting_period = std::time::Duration::from_secs(seconds);
    }
    println!("making a network in {}", folder.display());
    Ok(Localnet::create(folder, &options)?)
}

fn bring_down(folder: &Path, delete: bool) -> Result<()> {
    if !has_network(folder) {
        println!("there is no network in {}", folder.display());
        return Ok(());
    }
    let mut network = Localnet::open(folder)?;
    if delete {
        network.delete()?;
        println!("stopped, and removed {}", folder.display());
    } else if network.status()?.is_down() {
        println!("{} is down already", network.chain_id());
    } else {
        network.stop()?;
        println!("stopped; `cargo xtask localnet up` goes on where it was");
    }
    Ok(())
}

fn show(folder: &Path) -> Result<()> {
    if !has_network(folder) {
        println!("there is no network in {}", folder.display());
        return Ok(());
    }
    print(&Localnet::open(folder)?.status()?);
    Ok(())
}

fn print(status: &Status) {
    println!("{}", status.chain_id);
    for NodeStatus {
        name,
        rpc,
        pid,
        height,
    } in &status.nodes
    {
        let height = height.map_or("no answer".to_owned(), |height| format!("height {height}"));
        let state = pid.map_or("down".to_owned(), |pid| format!("process {pid}, {height}"));
        println!("  {name}  {rpc}  {state}");
    }
}

fn counted(validators: usize) -> String {
    match validators {
        1 => "one validator".to_owned(),
        more => format!("{more} validators"),
    }
}
