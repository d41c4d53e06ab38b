//! What a proposal does to the chain as it is now: messages to send, differences to read, positions
//! reached. Parameters are checked with the vault's own code, each change after those before it.

mod message;
mod others;
mod write;

use ballast_types::{
    vault::{CollateralTypeResponse, ExecuteMsg, RiskParams},
    CollateralTypeId,
};
use cosmwasm_std::Decimal;

pub use message::{Message, Planned, ReachedByRamp};

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
    planner.reach(plans)
}

/// The same for messages that are on the chain already; what would be refused is only told.
pub fn read(messages: Vec<Message>, session: &Session) -> CliResult<Vec<Planned>> {
    let mut planner = Planner::new(session);
    let read = messages.into_iter().map(|message| planner.read(message));
    let plans = read.collect::<CliResult<_>>()?;
    planner.reach(plans)
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
        if let Some((id, to)) = message.ramp() {
            return self.read_ramp(message, id, to);
        }
        if let Message::Vault(msg) = &message {
            if let ExecuteMsg::SetRiskParams {
                collateral_type,
                risk,
            } = msg.as_ref()
            {
                let (id, risk) = (*collateral_type, risk.clone());
                return self.read_risk(message, id, risk);
            }
        }
        self.read_other(message)
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
        let ramped = ramp::ramped(&info.now, to, self.session.chain.now());
        let refused = ramped.map(|after| self.keep(after)).err();
        Ok(Planned {
            refused: refused.map(|error| error.to_string()),
            ..Planned::new(message, rows)
        })
    }

    /// Adds whom the ramps reach, when it is known which fee is in force on the way.
    fn reach(&self, mut plans: Vec<Planned>) -> CliResult<Vec<Planned>> {
        for planned in &mut plans {
            if let Some((id, to)) = planned.message.ramp() {
                planned.reached = Some(self.reached(id, to)?);
            }
        }
        Ok(plans)
    }

    fn reached(&self, id: CollateralTypeId, to: NewRatios) -> CliResult<ReachedByRamp> {
        let mut info = self.session.type_by_id(id)?.clone();
        info.now.risk.stability_fee = self.by_id(id)?.now.risk.stability_fee;
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
