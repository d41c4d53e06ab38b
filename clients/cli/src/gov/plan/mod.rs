//! What a proposal does to the chain as it is now: messages to send, differences to read, positions
//! reached. Parameters are checked with the vault's own code, each change after those before it.

mod accounts;
mod after;
mod feed;
mod feed_values;
mod message;
mod oracle;
mod others;
mod write;

use ballast_types::{
    vault::{ExecuteMsg, RatioRamp, RiskParams},
    CollateralTypeId,
};

use after::After;
pub use message::{Message, Planned, ReachedByRamp, Sets};

use super::{
    draft::Draft,
    effect::RampEffect,
    ramp::{self, NewRatios},
    risk::values,
    rows::{Row, Values},
};
use crate::{
    error::{CliError, CliResult},
    session::Session,
    text::{exact_percent, percent},
    time::Duration,
};

/// Plans all changes of a draft, in order. Refused is what the contracts would refuse now.
pub fn plan(draft: &Draft, session: &Session) -> CliResult<Vec<Planned>> {
    let mut planner = Planner::new(session);
    let mut plans = vec![];
    for (place, change) in draft.changes.iter().enumerate() {
        for message in planner.write(change)? {
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
    }
    planner.reach(plans)
}

/// The same for messages that are on the chain already; what would be refused, or would change nothing, is only
/// told: when the message is carried out, it may be otherwise. A message
/// about something that is not there yet, because an earlier one makes it, or about something that the
/// chain refuses to speak of, is shown as it is: anybody may propose anything, and all of it can be read.
pub fn read(messages: Vec<Message>, session: &Session) -> CliResult<Vec<Planned>> {
    let mut planner = Planner::new(session);
    let mut plans = vec![];
    for message in messages {
        plans.push(match planner.read(message.clone()) {
            Err(error) if is_unsayable(&error) => Planned::unknown(message, &error),
            planned => planned?,
        });
    }
    planner.reach(plans)
}

/// Whether an error is about the message, as the chain's refusal of a question about it is, and not about
/// reaching the chain.
fn is_unsayable(error: &CliError) -> bool {
    use ballast_client::Error;
    match error {
        CliError::Client(error) => matches!(
            error.as_ref(),
            Error::Rejected { .. } | Error::Refused { .. } | Error::Missing { .. }
        ),
        other => matches!(
            other,
            CliError::UnknownType { .. }
                | CliError::UnknownFeed { .. }
                | CliError::Math(_)
                | CliError::Refused(_)
                | CliError::Query(_)
        ),
    }
}

/// Reads changes and messages one after the other.
struct Planner<'a, 'b> {
    session: &'a Session<'b>,
    after: After<'a, 'b>,
}

impl<'a, 'b> Planner<'a, 'b> {
    fn new(session: &'a Session<'b>) -> Self {
        Self {
            session,
            after: After::new(session),
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
        let info = self.after.type_by_id(id)?;
        let values = values(info, self.session, &risk);
        let mut after = info.now.clone();
        after.risk = risk;
        let refused = match ramp::ensure_accepted(&after, self.session.chain.now()) {
            Ok(()) => self.no_account(&after.risk.treasury)?,
            Err(error) => Some(error.to_string()),
        };
        self.after.set_type(&after);
        Ok(Planned {
            refused,
            ..Planned::new(message, values)
        })
    }

    fn read_ramp(
        &mut self,
        message: Message,
        id: CollateralTypeId,
        to: NewRatios,
    ) -> CliResult<Planned> {
        let info = self.after.type_by_id(id)?.clone();
        let over = Duration(to.seconds);
        let (liquidation, target) = (&info.now.liquidation_ratio, &info.now.target_ratio);
        let mut values = Values::default();
        for (what, old, new) in [
            ("liquidation ratio", liquidation, to.liquidation),
            ("target ratio", target, to.target),
        ] {
            let then = format!("{} over {over}", exact_percent(new));
            let is_changed = [old.now, old.to] != [new, new];
            values.add(Row::of_type(&info, what, on_its_way(old), then), is_changed);
        }
        let ramped = ramp::ramped(&info.now, to, self.session.chain.now());
        let refused = ramped.map(|after| self.after.set_type(&after)).err();
        Ok(Planned {
            refused: refused.map(|error| error.to_string()),
            ..Planned::new(message, values)
        })
    }

    /// Adds whom the ramps reach, when it is known which fee is in force on the way.
    fn reach(&self, mut plans: Vec<Planned>) -> CliResult<Vec<Planned>> {
        for planned in plans.iter_mut().filter(|it| it.unknown.is_none()) {
            if let Some((id, to)) = planned.message.ramp() {
                match self.reached(id, to) {
                    Err(error) if is_unsayable(&error) => {
                        planned.unknown = Some(error.to_string());
                    }
                    reached => planned.reached = Some(reached?),
                }
            }
        }
        Ok(plans)
    }

    fn reached(&self, id: CollateralTypeId, to: NewRatios) -> CliResult<ReachedByRamp> {
        let mut info = self.session.type_by_id(id)?.clone();
        info.now.risk.stability_fee = self.after.type_by_id(id)?.now.risk.stability_fee;
        let price = self.session.price_of(&info)?;
        let effect = match &price {
            Some(price) => {
                let path = ramp::path(&info.now, price.spot, to).map_err(CliError::Math)?;
                let positions = self.session.chain.positions(info.id)?;
                RampEffect::of(&path, &positions).map_err(CliError::Math)?
            }
            None => RampEffect::default(),
        };
        Ok(ReachedByRamp {
            collateral_type: id,
            asset: info.asset.name.clone(),
            seconds: to.seconds,
            price: price.as_ref().map(|price| price.spot),
            is_valid: price.is_some_and(|price| price.is_valid),
            effect,
        })
    }
}

/// Where a ratio stands, and where it is going.
fn on_its_way(ramp: &RatioRamp) -> String {
    if ramp.now == ramp.to {
        return exact_percent(ramp.now);
    }
    let (now, to) = (percent(ramp.now), exact_percent(ramp.to));
    format!("{now} (on its way to {to})")
}
