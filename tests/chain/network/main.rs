//! A network of real nodes: made, started, killed, started again, stopped.

// A helper of a test fails as the test does.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used
)]

use std::{
    fs, net::TcpListener, os::unix::fs::PermissionsExt, path::Path, process::Command,
    time::Duration,
};

use ballast_localnet::{Account, Coin, Error, Guard, Localnet, Options};

/// Enough for a machine that does other things as well.
const PATIENCE: Duration = Duration::from_mins(1);

/// Ten thousand whole units of 18 decimals: more than 64 bits hold.
const ETHER: u128 = 10_000 * 10u128.pow(18);

fn options(validators: u16) -> Options {
    Options {
        validators,
        accounts: vec![Account {
            name: "alice".to_owned(),
            coins: vec![Coin::new(ETHER, "aeth"), Coin::new(5_000_000, "stake")],
        }],
        timeout_commit: Duration::from_millis(100),
        ..Options::default()
    }
}

fn network(folder: &Path, validators: u16) -> Guard {
    let made = Localnet::create(&folder.join("net"), &options(validators));
    made.expect("a network is made").guarded()
}

/// Waits for some more blocks than there are.
fn sees_blocks(network: &Localnet, node: usize) {
    let height = network.height(node).unwrap();
    let later = network.wait_for_height(node, height + 3, PATIENCE).unwrap();
    assert!(later >= height + 3);
}

#[test]
fn one_validator_goes_on_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut network = network(folder.path(), 1);
    network.start().unwrap();
    sees_blocks(&network, 0);

    let refused = network.start_node(0).unwrap_err();
    assert!(matches!(refused, Error::RunsAlready { .. }), "{refused}");
    network.start().expect("what runs is left alone");
    let refused = network.start_node(1).unwrap_err();
    assert!(
        matches!(refused, Error::NoSuchNode { found: 1, last: 0 }),
        "{refused}"
    );
    holds(&network, "alice", "aeth", ETHER);
    keys_are_for_their_owner_only(&network);

    let before = network.height(0).unwrap();
    network.kill_node(0).unwrap();
    let status = network.status().unwrap();
    assert!(
        status.is_down() && status.nodes[0].height.is_none(),
        "{status:?}"
    );
    network.start_node(0).unwrap();
    assert!(network.height(0).unwrap() + 1 >= before, "blocks were lost");
    sees_blocks(&network, 0);

    network.stop().unwrap();
    assert!(network.status().unwrap().is_down());
    network.stop().expect("stopping twice is fine");

    // The first blocks after a start are as old as the stop. Clients refuse a node that is behind.
    let stopped = printed(Command::new("date").args(["-u", "+%FT%T.%N"]));
    network.start().unwrap();
    let mut status = Command::new(network.binary());
    let status = printed(status.args(["status", "--node", &network.rpc_urls()[0]]));
    let time = status.split("\"latest_block_time\":\"").nth(1).unwrap();
    assert!(*time > *stopped, "{time} is not after {stopped}");
}

#[test]
fn another_process_sees_and_stops_what_this_one_started() {
    let folder = tempfile::tempdir().unwrap();
    let mut network = network(folder.path(), 1);
    network.start().unwrap();

    let mut other = Localnet::open(network.folder()).unwrap();
    let status = other.status().unwrap();
    assert!(
        status.is_up() && status.nodes[0].height > Some(0),
        "{status:?}"
    );
    assert_eq!(other.rpc_urls(), network.rpc_urls());
    other.stop().unwrap();
    assert!(network.status().unwrap().is_down());

    let taken = network.rpc_urls()[0].replace("http://", "");
    let holder = TcpListener::bind(&taken).unwrap();
    let refused = network.start().unwrap_err();
    assert!(
        matches!(refused, Error::PortTaken { purpose: "rpc", .. }),
        "{refused}"
    );
    drop(holder);

    let config = network.home(0).unwrap().join("config/app.toml");
    fs::write(config, "[").unwrap();
    let refused = network.start().unwrap_err();
    let Error::Died { tail, .. } = &refused else {
        panic!("{refused}");
    };
    assert!(tail.contains("While parsing config"), "{tail}");

    let folder = other.folder().to_owned();
    other.delete().unwrap();
    assert!(!folder.exists());
}

#[test]
fn three_of_four_validators_are_enough_and_the_fourth_catches_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut network = network(folder.path(), 4);
    network.start().unwrap();
    network.kill_node(3).unwrap();
    sees_blocks(&network, 0);

    network.start_node(3).unwrap();
    let height = network.height(0).unwrap();
    network.wait_for_height(3, height, PATIENCE).unwrap();
    let up = network.status().unwrap();
    assert!(up.is_up(), "{up:?}");

    network.kill_node(0).unwrap();
    network.stop_node(1).unwrap();
    let pids = network.status().unwrap().nodes;
    let alive: Vec<bool> = pids.iter().map(|node| node.pid.is_some()).collect();
    assert_eq!(alive, [false, false, true, true]);
    network.start().unwrap();
    sees_blocks(&network, 1);
}

fn holds(network: &Localnet, name: &str, denom: &str, amount: u128) {
    let mut query = Command::new(network.binary());
    query
        .args(["query", "bank", "balance", network.address(name).unwrap()])
        .args([denom, "--output", "json", "--node", &network.rpc_urls()[0]]);
    let answer = printed(&mut query);
    assert!(answer.contains(&format!("\"{amount}\"")), "{answer}");
}

fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn keys_are_for_their_owner_only(network: &Localnet) {
    for name in ["alice", "validator-0"] {
        let file = network.key(name).unwrap();
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
        let words = fs::read_to_string(&file).unwrap();
        assert_eq!(words.split_whitespace().count(), 24);
    }
    let refused = network.key("../owner").unwrap_err();
    assert!(matches!(refused, Error::NoSuchAccount { .. }), "{refused}");
}
