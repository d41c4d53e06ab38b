use std::path::PathBuf;

use clap::Parser;

use super::*;
use crate::command::{Actor, AuctionVerb, ChainName, GovCommand, Place, PositionVerb};

fn resolve(line: &str) -> CliResult<Resolved> {
    resolve_in(line, &[])
}

fn resolve_in(line: &str, environment: &[(&str, &str)]) -> CliResult<Resolved> {
    let words = ["ballast"].into_iter().chain(line.split_whitespace());
    let environment = Environment::read(|name| {
        let found = environment.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.into())
    });
    Resolved::new(Args::try_parse_from(words).unwrap(), environment)
}

fn error(line: &str) -> String {
    resolve(line).unwrap_err().to_string()
}

#[test]
fn words_become_a_command() {
    let resolved = resolve("position mint eth-1 500usd --as bob --json").unwrap();
    assert_eq!(resolved.actor.name.as_deref(), Some("bob"));
    let Command::Verb(Verb::Position(PositionVerb::Change { position, change })) = resolved.command
    else {
        panic!("another command")
    };
    assert_eq!(position.to_string(), "eth-1");
    assert_eq!(change.mint.unwrap().base_units(6), Ok(500_000_000));
}

fn place(line: &str, environment: &[(&str, &str)]) -> Place {
    resolve_in(line, environment).unwrap().place
}

#[test]
fn the_folder_is_the_argument_or_the_environment_or_sandbox() {
    let there = [("BALLAST_SANDBOX", "there")];
    let folder = |name: &str| Place::Sandbox(PathBuf::from(name));
    assert_eq!(place("types", &[]), folder("sandbox"));
    assert_eq!(place("types", &there), folder("there"));
    assert_eq!(place("types --sandbox here", &there), folder("here"));
    assert_eq!(
        place("types", &[("BALLAST_SANDBOX", "")]),
        folder("sandbox")
    );
}

#[test]
fn a_chain_is_a_name_or_a_file() {
    let named = |name: &str| Place::Chain(ChainName::Named(name.to_owned()));
    let file = |name: &str| Place::Chain(ChainName::File(PathBuf::from(name)));
    let local = [("BALLAST_CHAIN", "local")];
    assert_eq!(place("types --chain local", &[]), named("local"));
    assert_eq!(place("types", &local), named("local"));
    assert_eq!(place("types --chain a.toml", &local), file("a.toml"));
    assert_eq!(place("types --chain ./a", &[]), file("./a"));
    assert_eq!(
        place("types --sandbox here", &local),
        Place::Sandbox("here".into())
    );
    assert_eq!(place("demo", &local), named("local"));
}

#[test]
fn what_does_not_fit_the_place_is_refused() {
    for (line, expected) in [
        ("types --chain a --sandbox b", "--chain and --sandbox"),
        ("types --chain a --as bob --key k", "--key and --as"),
        ("types --key k", "--key is for a --chain"),
        ("sandbox reset --chain local", "not on a --chain"),
        ("demo --chain local", "a chain of their own"),
        ("replay f --chain local", "a chain of their own"),
        (
            "deploy f --chain local",
            "the deployment file names the chain",
        ),
        ("gov list", "name the chain with --chain"),
        (
            "oracle report ETH 1 --all-feeders --as bob",
            "--all-feeders",
        ),
    ] {
        let error = error(line);
        assert!(error.contains(expected), "{line}: {error}");
    }
    let error = resolve_in("sandbox reset", &[("BALLAST_CHAIN", "local")]).unwrap_err();
    assert!(error.to_string().contains("BALLAST_CHAIN"), "{error}");
}

#[test]
fn a_key_acts_on_a_chain() {
    let actor = resolve("types --chain local --key me.key").unwrap().actor;
    let key = Some(PathBuf::from("me.key"));
    assert_eq!(actor, Actor { name: None, key });
}

#[test]
fn proposals_have_numbers_and_votes_words() {
    let vote = |line: &str| resolve(&format!("gov vote {line} --chain local"));
    let Command::Gov(GovCommand::Vote { id, vote: cast }) = vote("7 no").unwrap().command else {
        panic!("another command")
    };
    assert_eq!((id, cast), (7, crate::command::Vote::No));
    let refused = |line: &str| vote(line).unwrap_err().to_string();
    assert!(refused("0 yes").contains("a proposal takes a whole number from 1"));
    assert!(refused("1 maybe").contains("expected yes, no, abstain or veto"));
}

#[test]
fn a_draft_names_what_changes() {
    let refused = |line: &str| error(&format!("gov draft {line}"));
    assert!(refused("risk eth").contains("nothing to change"));
    assert!(refused("risk eth --stability-fee two").contains("'two' is no ratio"));
    assert!(refused("risk eth --debt-ceiling 5").contains("has no asset: write 5usd"));
    assert!(refused("ramp eth --liquidation-ratio 1.5 --over 3").contains("is no duration"));
    assert!(refused("group 70000 --debt-ceiling 1usd").contains("from 0 to 65535"));
    assert!(refused("pin --add --title x").contains("edit proposal.toml"));
}

#[test]
fn a_dash_before_an_amount_is_its_sign_and_not_a_flag() {
    assert!(error("position open -1eth").contains("negative"));
    assert!(error("position open 1eth --mint -5usd").contains("negative"));
    assert!(resolve("position open 1eth --json").is_ok());
}

#[test]
fn adjustments_that_cannot_be_are_refused() {
    assert!(error("position adjust eth-1").starts_with("nothing to adjust"));
    assert!(error("position adjust eth-1 --deposit 1eth --withdraw 1eth").contains("together"));
    assert!(error("position adjust eth-1 --mint 1usd --repay 1usd").contains("together"));
    assert!(error("position adjust eth-1 --deposit 1eth --repay 1usd").contains("two messages"));
    assert!(resolve("position adjust eth-1 --withdraw 1eth --repay 1usd").is_ok());
}

#[test]
fn numbers_have_bounds() {
    assert!(error("demo --positions 0").contains("from 1 to 100000, not '0'"));
    assert!(error("demo --positions many").contains("not 'many'"));
    assert!(error("demo --seed=-1").contains("--seed takes"));
    assert!(error("liquidate --limit 101").contains("from 1 to 100"));
    assert!(resolve("liquidate eth-1 eth-2 --with 5usd").is_ok());
}

#[test]
fn prices_are_positive_decimals() {
    for given in ["0", "-1", "much", "1e3", "1,800"] {
        assert!(
            error(&format!("sandbox price ETH {given}")).contains("is no price"),
            "{given}"
        );
    }
    assert!(resolve("sandbox price eth 1799.95").is_ok());
}

#[test]
fn auctions_have_names_of_their_own() {
    for name in ["eth-1", "eth", "eth-a", "a1"] {
        let error = error(&format!("auction take {name}"));
        assert!(error.contains("names no auction"), "{name}: {error}");
    }
    assert!(error("position show eth-a1").contains("names no position"));
    assert!(error("auction take eth-a1 -1eth").contains("negative"));
    assert!(error("auction take eth-a1 --pay 5").contains("has no asset"));
    assert!(error("auction take eth-a1 --worst-price 0").contains("is no price"));
    let resolved = resolve("auction take ETH-A7 2eth --worst-price 1799.5").unwrap();
    let Command::Verb(Verb::Auction(AuctionVerb::Take(taking))) = resolved.command else {
        panic!("another command")
    };
    assert_eq!(taking.auction.to_string(), "eth-a7");
    assert_eq!(taking.worst_price, Some(Decimal::percent(179_950)));
    assert_eq!(taking.amount.unwrap().base_units(0), Ok(2));
    assert!(taking.pay.is_none());
}
