//! For wallets: positions as their holders want to see them.

use ballast_math::{
    is_below,
    limits::{liquidation_price_up, withdrawable_down, yearly_cost_up},
    Margin, Price,
};
use ballast_types::{
    oracle::FeedPrice,
    page_size, units,
    vault::{OperatorResponse, PositionResponse},
    CollateralTypeId, PositionId,
};
use cosmwasm_std::{Deps, Env, Order, StdResult, Uint128};
use cw_storage_plus::Bound;

use crate::{
    collateral_type::CollateralType,
    contracts::{canonical, human},
    door::shown_ratio,
    execute::operator::scope,
    positions::Held,
    query::requirement,
    state::{Group, BY_OWNER, OFFERS, OPERATORS, POSITIONS},
    ContractError,
};

/// Where a page starts and how long it is.
pub type Page = (Option<PositionId>, Option<u32>);

/// One position.
pub fn position(
    deps: Deps,
    env: &Env,
    position: PositionId,
) -> Result<PositionResponse, ContractError> {
    let held = Held::load(deps.storage, position)?;
    View::new(deps, env, position.collateral_type())?.show(&held)
}

/// A holder's positions by id.
pub fn by_owner(
    deps: Deps,
    env: &Env,
    owner: &str,
    (start_after, limit): Page,
) -> Result<Vec<PositionResponse>, ContractError> {
    let owner = canonical(deps.api, &deps.api.addr_validate(owner)?)?;
    let start = start_after.map(|id| Bound::exclusive(id.raw()));
    BY_OWNER
        .prefix(owner.as_slice())
        .keys(deps.storage, start, None, Order::Ascending)
        .take(page_size(limit))
        .map(|id| position(deps, env, PositionId::from_raw(id?)))
        .collect()
}

/// A type's positions by id.
pub fn by_type(
    deps: Deps,
    env: &Env,
    collateral_type: CollateralTypeId,
    (start_after, limit): Page,
) -> Result<Vec<PositionResponse>, ContractError> {
    let view = View::new(deps, env, collateral_type)?;
    let first = PositionId::new(collateral_type, 0).raw();
    let last = PositionId::new(collateral_type, u32::MAX).raw();
    let start = match start_after {
        Some(id) => Bound::exclusive(id.raw().max(first)),
        None => Bound::inclusive(first),
    };
    POSITIONS
        .keys(
            deps.storage,
            Some(start),
            Some(Bound::inclusive(last)),
            Order::Ascending,
        )
        .take(page_size(limit))
        .map(|id| view.show(&Held::load(deps.storage, PositionId::from_raw(id?))?))
        .collect()
}

/// A position's operators.
pub fn operators(deps: Deps, position: PositionId) -> StdResult<Vec<OperatorResponse>> {
    OPERATORS
        .prefix(position.raw())
        .range(deps.storage, None, None, Order::Ascending)
        .map(|entry| {
            let (operator, bits) = entry?;
            let operator = human(deps.api, &operator)?.into_string();
            Ok(OperatorResponse {
                operator,
                scope: scope(bits),
            })
        })
        .collect()
}

/// A collateral type and its price, to look at positions with.
pub struct View<'a> {
    deps: Deps<'a>,
    collateral_type: CollateralType,
    group: Group,
    quoted: Option<Quoted>,
    now: u64,
}

/// A valid price, and the mint ratio at it.
struct Quoted {
    price: FeedPrice,
    margin: Margin,
}

impl<'a> View<'a> {
    /// The type as of now; without a valid price, what depends on one stays absent.
    pub fn new(deps: Deps<'a>, env: &Env, id: CollateralTypeId) -> Result<Self, ContractError> {
        let now = env.block.time.seconds();
        let mut collateral_type = CollateralType::load(deps.storage, id, now)?;
        let group = collateral_type.group(deps.storage)?;
        let quoted = collateral_type.price(deps, env).ok().map(|price| Quoted {
            price,
            margin: collateral_type.margin_in(group, &price),
        });
        Ok(Self {
            deps,
            collateral_type,
            group,
            quoted,
            now,
        })
    }

    /// The type.
    pub const fn collateral_type(&self) -> &CollateralType {
        &self.collateral_type
    }

    /// A position of the type.
    pub fn show(&self, held: &Held) -> Result<PositionResponse, ContractError> {
        let (params, books) = (&self.collateral_type.params, &self.collateral_type.books);
        let position = held.stored.position;
        let debt = position.debt_up(books.index);
        let liquidation_ratio = params.liquidation_ratio.at(self.now);
        let price = self.quoted.as_ref().map(|quoted| quoted.price.spot);
        let spot = price.map(|price| self.collateral_type.market(price));
        let pending_owner = OFFERS.may_load(self.deps.storage, held.id.raw())?;
        let liquidation_price =
            liquidation_price_up(position, books.index, params.decimals, liquidation_ratio)
                .unwrap_or(Some(Price::MAX));
        let pending_owner = pending_owner
            .map(|owner| human(self.deps.api, &owner))
            .transpose()?;
        Ok(PositionResponse {
            position: held.id,
            collateral_type: self.collateral_type.id,
            owner: held.owner(self.deps.api)?.into_string(),
            pending_owner: pending_owner.map(Into::into),
            collateral: units::collateral_amount(position.collateral),
            debt: units::debt_amount(debt),
            normalized_debt: Uint128::new(position.normalized.u128()),
            has_order: held.order.is_some(),
            price: price.map(units::price_decimal),
            ratio: spot
                .and_then(|market| shown_ratio(position, market, books.index))
                .map(units::decimal),
            is_unsafe: spot
                .map(|market| is_below(position, market, books.index, liquidation_ratio)),
            liquidation_price: liquidation_price.map(units::price_decimal),
            yearly_cost: units::debt_amount(yearly_cost_up(debt, params.risk.fee)?),
            mint_ratio: self
                .quoted
                .as_ref()
                .map(|quoted| units::decimal(quoted.margin.mint_ratio)),
            mintable: self.mintable(held)?,
            withdrawable: self.withdrawable(held),
        })
    }

    fn mintable(&self, held: &Held) -> Result<Option<Uint128>, ContractError> {
        let Some(Quoted { price, margin }) = &self.quoted else {
            return Ok(None);
        };
        let before = (self.group, *margin);
        let position = held.stored.position;
        let most = requirement::mintable(&self.collateral_type, price, before, position)?;
        Ok(Some(units::debt_amount(most)))
    }

    fn withdrawable(&self, held: &Held) -> Option<Uint128> {
        let index = self.collateral_type.books.index;
        let position = held.stored.position;
        if position.normalized.is_zero() {
            return Some(units::collateral_amount(position.collateral));
        }
        let Quoted { price, margin } = self.quoted.as_ref()?;
        let market = self.collateral_type.market(price.low);
        let most = withdrawable_down(position, index, market, margin.mint_ratio);
        Some(units::collateral_amount(most))
    }
}
