//! What a proposal does to the chain as it is now: messages to send, differences to read, positions
//! reached. Parameters are checked with the vault's own code, each change after those before it.

mod others;
mod write;

use ballast_types::{
    oracle,
    vault::{CollateralTypeResponse, ExecuteMsg, RiskParams},
    CollateralTypeId,
};
use cosmwasm_std::Decimal;

use super::{
    draft::Draft,
    effect::RampEffect,
    ramp::{self, NewRatios},
    risk::differences,
    rows::Row,
};
use crate::{
    error::{CliError, CliResult},
    session::{Session, TypeInfo},
    text::percent,
    time::Duration,
};

/// What governance is asked to send.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// To the vault.
    Vault(Box<ExecuteMsg>),
    /// To the oracle.
    Oracle(Box<oracle::ExecuteMsg>),
    /// Keep codes in memory.
    Pin(Vec<u64>),
    /// Keep codes in memory no longer.
    Unpin(Vec<u64>),
    /// Something that is not of Ballast, or not of this version: who it is for, and what it says.
    Other(String, String),
}

/// A message against the chain as it is now.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The message.
    pub message: Message,
    /// What it changes.
    pub rows: Vec<Row>,
    /// Whom a ramp reaches.
    pub reached: Option<ReachedByRamp>,
    /// Why it would be refused if it were sent now.
    pub refused: Option<String>,
}

/// The effect of a ramp, or why it cannot be said.
#[derive(Debug, Clone)]
pub struct ReachedByRamp {
    /// The type's asset.
    pub asset: String,
    /// How long the ramp takes.
    pub seconds: u64,
    /// The price it is judged at; none if the feed has none.
    pub price: Option<Decimal>,
    /// Whether that price may be used now.
    pub is_valid: bool,
    /// The effect at that price.
    pub effect: RampEffect,
}

/// Plans all changes of a draft, in order. Refused is what the contracts would refuse now.
pub fn plan(draft: &Draft, session: &Session) -> CliResult<Vec<Planned>> {
    let mut planner = Planner::new(session);
    let mut plans = vec![];
    for (place, change) in draft.changes.iter().enumerate() {
        let message = planner.write(change)?;
        let planned = planner.read(message)?;
        if let Some(reason) = planned.refused {
            return Err(CliError::WouldBeRefused(reason));
        }
        if planned.rows.is_empty() {
            let number = place + 1;
            let text = format!("change {number} changes nothing: what it names is so already");
            return Err(CliError::Arguments(text));
        }
        plans.push(planned);
    }
    Ok(plans)
}

/// The same for messages that are on the chain already; what would be refused is only told.
pub fn read(messages: Vec<Message>, session: &Session) -> CliResult<Vec<Planned>> {
    let mut planner = Planner::new(session);
    let read = messages.into_iter().map(|message| planner.read(message));
    read.collect()
}

impl Planned {
    /// The change in a line: `eth: fee a year 2% to 3%`.
    pub fn told(&self) -> String {
        let parts = self.rows.iter();
        let parts: Vec<_> = parts
            .map(|row| match row.old.as_str() {
                "-" => format!("{} {}", row.what, row.new),
                old => format!("{} {old} to {}", row.what, row.new),
            })
            .collect();
        let of = self.rows.first().map_or("", |row| row.of.as_str());
        format!("{of}: {}", parts.join(", "))
    }

    fn new(message: Message, rows: Vec<Row>) -> Self {
        Self {
            message,
            rows,
            reached: None,
            refused: None,
        }
    }
}

/// The types as they are after the changes so far.
struct Planner<'a, 'b> {
    session: &'a Session<'b>,
    types: Vec<TypeInfo>,
}

impl<'a, 'b> Planner<'a, 'b> {
    fn new(session: &'a Session<'b>) -> Self {
        Self {
            session,
            types: session.types().to_vec(),
        }
    }

    /// What a message changes.
    fn read(&mut self, message: Message) -> CliResult<Planned> {
        match &message {
            Message::Vault(msg) => match msg.as_ref() {
                ExecuteMsg::RampRatios {
                    collateral_type,
                    liquidation_ratio,
                    target_ratio,
                    seconds,
                } => {
                    let to = NewRatios {
                        liquidation: *liquidation_ratio,
                        target: *target_ratio,
                        seconds: *seconds,
                    };
                    let id = *collateral_type;
                    self.read_ramp(message, id, to)
                }
                ExecuteMsg::SetRiskParams {
                    collateral_type,
                    risk,
                } => {
                    let (id, risk) = (*collateral_type, risk.clone());
                    self.read_risk(message, id, risk)
                }
                _ => self.read_other(message),
            },
            _ => self.read_other(message),
        }
    }

    fn read_risk(
        &mut self,
        message: Message,
        id: CollateralTypeId,
        risk: RiskParams,
    ) -> CliResult<Planned> {
        let info = self.by_id(id)?;
        let rows = differences(&info.asset, self.session, &info.now.risk, &risk);
        let mut after = info.now.clone();
        after.risk = risk;
        let refused = ramp::ensure_accepted(&after, self.session.chain.now()).err();
        self.keep(after);
        Ok(Planned {
            refused: refused.map(|error| error.to_string()),
            ..Planned::new(message, rows)
        })
    }

    fn read_ramp(
        &mut self,
        message: Message,
        id: CollateralTypeId,
        to: NewRatios,
    ) -> CliResult<Planned> {
        let info = self.by_id(id)?.clone();
        let over = Duration(to.seconds);
        let row = |what: &str, old: Decimal, new: Decimal| {
            let then = format!("{} over {over}", percent(new));
            (old != new).then(|| Row::new(&info.asset.name, what, percent(old), then))
        };
        let liquidation = row(
            "liquidation ratio",
            info.now.liquidation_ratio.now,
            to.liquidation,
        );
        let target = row("target ratio", info.now.target_ratio.now, to.target);
        let rows = liquidation.into_iter().chain(target).collect();
        let reached = self.reached(&info, to)?;
        let ramped = ramp::ramped(&info.now, to, self.session.chain.now());
        let refused = ramped.map(|after| self.keep(after)).err();
        Ok(Planned {
            reached: Some(reached),
            refused: refused.map(|error| error.to_string()),
            ..Planned::new(message, rows)
        })
    }

    fn reached(&self, info: &TypeInfo, to: NewRatios) -> CliResult<ReachedByRamp> {
        let feeds = self.session.chain.feeds()?;
        let feed = feeds.into_iter().find(|feed| feed.feed == info.now.feed);
        let price = feed.and_then(|feed| feed.price);
        let effect = match &price {
            Some(price) => {
                let path = ramp::path(&info.now, price.spot, to).map_err(CliError::Math)?;
                let positions = self.session.chain.positions(info.id)?;
                RampEffect::of(&path, &positions).map_err(CliError::Math)?
            }
            None => RampEffect::default(),
        };
        Ok(ReachedByRamp {
            asset: info.asset.name.clone(),
            seconds: to.seconds,
            price: price.as_ref().map(|price| price.spot),
            is_valid: price.is_some_and(|price| price.is_valid),
            effect,
        })
    }

    fn by_id(&self, id: CollateralTypeId) -> CliResult<&TypeInfo> {
        let found = self.types.iter().find(|info| info.id == id);
        found.map_or_else(|| self.session.type_by_id(id), Ok)
    }

    fn keep(&mut self, after: CollateralTypeResponse) {
        let id = after.collateral_type;
        for info in self.types.iter_mut().filter(|info| info.id == id) {
            info.now = after.clone();
        }
    }
}
