//! Governance.

use std::str::FromStr;

use super::number;
use crate::{
    args::{DraftArgs, DraftedArgs, FeedArgs, GovArgs, NewFeedArgs, RiskArgs},
    command::{Command, Drafting, GovCommand, Verb, Vote},
    error::{CliError, CliResult},
    gov::{Change, CodeName, FeedChange, RiskChange},
    time::Duration,
};

/// Draft and show need only a chain to read, and work on the sandbox too; the rest needs the chain's
/// governance.
pub fn gov(args: GovArgs) -> CliResult<Command> {
    let proposal = |id: &str| number("a proposal", id, 1, u64::MAX);
    Ok(Command::Gov(match args {
        GovArgs::Draft(args) => return Ok(Command::Verb(Verb::Draft(Box::new(drafting(args)?)))),
        GovArgs::Show { file } => return Ok(Command::Verb(Verb::ShowDraft(file))),
        GovArgs::Submit { file, deposit } => GovCommand::Submit { file, deposit },
        GovArgs::Deposit { id, coins } => GovCommand::Deposit {
            id: proposal(&id)?,
            coins,
        },
        GovArgs::Vote { id, vote } => GovCommand::Vote {
            id: proposal(&id)?,
            vote: Vote::from_str(&vote)?,
        },
        GovArgs::Status { id, watch } => GovCommand::Status {
            id: proposal(&id)?,
            is_watched: watch,
        },
        GovArgs::List => GovCommand::List,
        GovArgs::Handover { pass } => GovCommand::Handover { is_passed: pass },
    }))
}

impl FromStr for Vote {
    type Err = CliError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "yes" => Self::Yes,
            "no" => Self::No,
            "abstain" => Self::Abstain,
            "veto" | "no-with-veto" => Self::Veto,
            _ => {
                let text = format!("'{text}' is no vote: expected yes, no, abstain or veto");
                return Err(CliError::Arguments(text));
            }
        })
    }
}

fn drafting(args: DraftArgs) -> CliResult<Drafting> {
    if args.add && (args.title.is_some() || args.summary.is_some()) {
        let text = format!(
            "--title and --summary are for a new file: edit {} to change them",
            args.file.display()
        );
        return Err(CliError::Arguments(text));
    }
    Ok(Drafting {
        change: change(args.change)?,
        file: args.file,
        is_added: args.add,
        title: args.title,
        summary: args.summary,
    })
}

fn change(args: DraftedArgs) -> CliResult<Change> {
    Ok(match args {
        DraftedArgs::Ramp {
            collateral_type,
            liquidation_ratio,
            target_ratio,
            over,
        } => Change::Ramp {
            collateral_type,
            liquidation_ratio: optional(liquidation_ratio)?,
            target_ratio: optional(target_ratio)?,
            over: over.parse::<Duration>()?,
        },
        DraftedArgs::Risk(args) => Change::Risk(Box::new(risk(*args)?)),
        DraftedArgs::Group {
            group,
            debt_ceiling,
        } => Change::Group {
            group: number("a group", &group, 0, u16::MAX.into())?,
            debt_ceiling: debt_ceiling.parse()?,
        },
        DraftedArgs::AddFeed(args) => Change::AddFeed(Box::new(new_feed(*args)?)),
        DraftedArgs::UpdateFeed(args) => Change::UpdateFeed(Box::new(feed(*args)?)),
        DraftedArgs::RemoveFeed { feed } => Change::RemoveFeed { feed },
        DraftedArgs::AddFeeder { feed, feeder } => Change::AddFeeder { feed, feeder },
        DraftedArgs::RemoveFeeder { feed, feeder } => Change::RemoveFeeder { feed, feeder },
        DraftedArgs::Guardian { guardian, of } => Change::Guardian { guardian, of },
        DraftedArgs::Pin { codes } => Change::Pin {
            codes: code_names(&codes),
        },
        DraftedArgs::Unpin { codes } => Change::Unpin {
            codes: code_names(&codes),
        },
    })
}

fn risk(args: RiskArgs) -> CliResult<RiskChange> {
    let change = RiskChange {
        collateral_type: args.collateral_type,
        base_mint_ratio: optional(args.base_mint_ratio)?,
        mint_ratio_cap: optional(args.mint_ratio_cap)?,
        confidence: optional(args.confidence)?,
        horizon: optional(args.horizon)?,
        crowding: optional(args.crowding)?,
        rate_shock: optional(args.rate_shock)?,
        liquidation_penalty: optional(args.liquidation_penalty)?,
        keeper_reward_share: optional(args.keeper_reward_share)?,
        keeper_reward_cap: optional(args.keeper_reward_cap)?,
        minimum_discount: optional(args.minimum_discount)?,
        stability_fee: optional(args.stability_fee)?,
        debt_ceiling: optional(args.debt_ceiling)?,
        ceiling_gap: optional(args.ceiling_gap)?,
        ceiling_interval: optional(args.ceiling_interval)?,
        debt_floor: optional(args.debt_floor)?,
        surplus_buffer: optional(args.surplus_buffer)?,
        pool_share: optional(args.pool_share)?,
        treasury: args.treasury,
    };
    if change.is_empty() {
        let text = "nothing to change: name a parameter, as --stability-fee 2%";
        return Err(CliError::Arguments(text.to_owned()));
    }
    Ok(change)
}

fn feed(args: FeedArgs) -> CliResult<FeedChange> {
    let count = |name: &str, given: Option<String>| {
        let count = given.map(|given| number(name, &given, 0, u8::MAX.into()));
        count.transpose()
    };
    Ok(FeedChange {
        feed: args.feed,
        feeders: args.feeders,
        liars: count("--liars", args.liars)?,
        quorum: count("--quorum", args.quorum)?,
        beat: optional(args.beat)?,
        pyth: args.pyth,
        price_id: args.price_id,
        maximum_confidence: optional(args.maximum_confidence)?,
        maximum_age: optional(args.maximum_age)?,
        maximum_step: optional(args.maximum_step)?,
        confirmation_gap: optional(args.confirmation_gap)?,
        ..FeedChange::default()
    })
}

fn new_feed(args: NewFeedArgs) -> CliResult<FeedChange> {
    Ok(FeedChange {
        base: args.base,
        maximum_growth: optional(args.maximum_growth)?,
        discount: optional(args.discount)?,
        maturity: optional(args.maturity)?,
        ..feed(args.feed)?
    })
}

fn optional<T>(text: Option<String>) -> CliResult<Option<T>>
where
    T: FromStr,
    CliError: From<T::Err>,
{
    Ok(text.map(|text| text.parse()).transpose()?)
}

fn code_names(codes: &[String]) -> Vec<CodeName> {
    codes.iter().map(|code| code.as_str().into()).collect()
}
