//! The parameters of a type that are set at once: the vault takes all of them, a proposal's file names
//! those that change.

use ballast_types::vault::{MarginParams, RiskParams};
use serde::{Deserialize, Serialize};

use super::{
    account::small,
    rows::{Row, Values},
    value::{Limit, Ratio, UsdPrice},
};
use crate::{
    error::CliResult,
    session::{Session, TypeInfo},
    text::{exact_dollars, exact_percent, exact_usd},
    time::Duration,
};

/// What changes; the rest stays as it is when the proposal is submitted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskChange {
    /// As `eth`.
    #[serde(rename = "type")]
    pub collateral_type: String,
    /// The mint ratio of a calm market.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_mint_ratio: Option<Ratio>,
    /// The mint ratio of the wildest market.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mint_ratio_cap: Option<Ratio>,
    /// Standard deviations that new debt must stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Ratio>,
    /// Over how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<Duration>,
    /// By how much a full group lengthens that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crowding: Option<Ratio>,
    /// The change of a yearly rate that it must stand besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_shock: Option<Ratio>,
    /// p.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub liquidation_penalty: Option<Ratio>,
    /// The keeper's share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeper_reward_share: Option<Ratio>,
    /// The most a keeper gets for a position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeper_reward_cap: Option<UsdPrice>,
    /// m.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_discount: Option<Ratio>,
    /// A year's fee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stability_fee: Option<Ratio>,
    /// Largest debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debt_ceiling: Option<Limit>,
    /// Growth within an interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling_gap: Option<Limit>,
    /// Between two raises of the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling_interval: Option<Duration>,
    /// Least debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debt_floor: Option<Limit>,
    /// Surplus that is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surplus_buffer: Option<Limit>,
    /// The pool's share of the fees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool_share: Option<Ratio>,
    /// Who gets the rest: a name or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treasury: Option<String>,
}

impl RiskChange {
    /// Whether it names no parameter.
    pub fn is_empty(&self) -> bool {
        let nothing = Self {
            collateral_type: self.collateral_type.clone(),
            ..Self::default()
        };
        *self == nothing
    }

    /// All parameters after the change.
    pub fn applied(&self, session: &Session, now: &RiskParams) -> CliResult<RiskParams> {
        let usd = |limit: &Option<Limit>, now: cosmwasm_std::Uint128| match limit {
            Some(limit) => session.units(&limit.0, session.usd()).map(Into::into),
            None => Ok(now),
        };
        let ratio = |ratio: Option<Ratio>, now| ratio.map_or(now, |ratio| ratio.0);
        let treasury = match &self.treasury {
            Some(treasury) => session.chain.address(treasury)?,
            None => now.treasury.clone(),
        };
        Ok(RiskParams {
            base_mint_ratio: ratio(self.base_mint_ratio, now.base_mint_ratio),
            margin: self.margin(now.margin),
            liquidation_penalty: ratio(self.liquidation_penalty, now.liquidation_penalty),
            keeper_reward_share: ratio(self.keeper_reward_share, now.keeper_reward_share),
            keeper_reward_cap: self
                .keeper_reward_cap
                .map_or(now.keeper_reward_cap, |cap| cap.0),
            minimum_discount: ratio(self.minimum_discount, now.minimum_discount),
            stability_fee: ratio(self.stability_fee, now.stability_fee),
            debt_ceiling: usd(&self.debt_ceiling, now.debt_ceiling)?,
            ceiling_gap: usd(&self.ceiling_gap, now.ceiling_gap)?,
            ceiling_interval: self
                .ceiling_interval
                .map_or(now.ceiling_interval, |interval| interval.0),
            debt_floor: usd(&self.debt_floor, now.debt_floor)?,
            surplus_buffer: usd(&self.surplus_buffer, now.surplus_buffer)?,
            pool_share: ratio(self.pool_share, now.pool_share),
            treasury,
        })
    }

    fn margin(&self, now: MarginParams) -> MarginParams {
        let ratio = |ratio: Option<Ratio>, now| ratio.map_or(now, |ratio| ratio.0);
        MarginParams {
            cap: ratio(self.mint_ratio_cap, now.cap),
            confidence: ratio(self.confidence, now.confidence),
            horizon: self.horizon.map_or(now.horizon, |horizon| horizon.0),
            crowding: ratio(self.crowding, now.crowding),
            rate_shock: ratio(self.rate_shock, now.rate_shock),
        }
    }
}

/// How the mint ratio follows the market, with all digits.
fn margin_fields(margin: MarginParams) -> [(&'static str, String); 5] {
    [
        ("mint ratio cap", exact_percent(margin.cap)),
        ("confidence", margin.confidence.to_string()),
        ("horizon", Duration(margin.horizon).to_string()),
        ("crowding", margin.crowding.to_string()),
        ("rate shock", exact_percent(margin.rate_shock)),
    ]
}

/// All parameters of a type, old and new with all digits; addresses read as names.
pub fn values(info: &TypeInfo, session: &Session, new: &RiskParams) -> Values {
    let fields = |risk: &RiskParams| {
        let usd = |amount: cosmwasm_std::Uint128| exact_usd(session.usd(), amount.u128());
        let [cap, confidence, horizon, crowding, rate_shock] = margin_fields(risk.margin);
        [
            ("base mint ratio", exact_percent(risk.base_mint_ratio)),
            cap,
            confidence,
            horizon,
            crowding,
            rate_shock,
            (
                "liquidation penalty",
                exact_percent(risk.liquidation_penalty),
            ),
            ("keeper's share", exact_percent(risk.keeper_reward_share)),
            (
                "most for a keeper",
                format!("{} USD", exact_dollars(risk.keeper_reward_cap)),
            ),
            ("minimum discount", exact_percent(risk.minimum_discount)),
            ("fee a year", exact_percent(risk.stability_fee)),
            ("debt ceiling", usd(risk.debt_ceiling)),
            ("ceiling gap", usd(risk.ceiling_gap)),
            (
                "ceiling interval",
                Duration(risk.ceiling_interval).to_string(),
            ),
            ("debt floor", usd(risk.debt_floor)),
            ("surplus buffer", usd(risk.surplus_buffer)),
            ("pool's share", exact_percent(risk.pool_share)),
            ("treasury", session.chain.name_of(&small(&risk.treasury))),
        ]
    };
    let mut values = Values::default();
    for ((what, old), (_, new)) in fields(&info.now.risk).into_iter().zip(fields(new)) {
        let is_changed = old != new;
        values.add(Row::of_type(info, what, old, new), is_changed);
    }
    values
}
