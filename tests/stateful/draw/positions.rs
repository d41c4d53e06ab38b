//! Holders change their positions.

use ballast_types::{
    vault::{CollateralTypeResponse, ExecuteMsg as Msg, PositionResponse, ReceiveMsg as Hook},
    PositionId,
};
use cosmwasm_std::{Decimal, Uint128};

use super::{
    by, call,
    repayments::{close, repayment},
    Draw, Step,
};
use crate::{random::Random, world::USD};

/// Positions above which no more are opened.
const MANY: usize = 40;

/// An amount where zero is spelt as absence.
fn some(amount: u128) -> Option<Uint128> {
    (amount > 0).then_some(Uint128::new(amount))
}

/// floor(amount x price) in stablecoin base units, as near as a generator needs.
fn worth(info: &CollateralTypeResponse, amount: u128, price: u128) -> u128 {
    let whole = 10u128.pow(u32::from(info.decimals));
    let micro = (price / 10u128.pow(12)).max(1);
    (amount / whole)
        .saturating_mul(micro)
        .saturating_add((amount % whole).saturating_mul(micro) / whole)
}

impl Draw<'_> {
    /// Units of collateral worth so many dollars.
    fn units_worth(&self, info: &CollateralTypeResponse, usd: u64) -> u128 {
        let price = self.market.get(&info.feed).copied().unwrap_or(1).max(1);
        let one = 10u128.pow(u32::from(info.decimals));
        let micro = (price / 10u128.pow(12)).max(1);
        (u128::from(usd) * USD).saturating_mul(one) / micro
    }

    /// What `amount` of collateral lets one mint, give or take.
    fn mintable_for(&mut self, info: &CollateralTypeResponse, amount: u128) -> u128 {
        let price = self.market.get(&info.feed).copied().unwrap_or(1);
        let price = self
            .state
            .spot(info)
            .map_or(price, |spot| spot.atomics().u128());
        let most = worth(info, amount, price) / 1_000;
        let ratio = self
            .mint_ratio(info)
            .atomics()
            .u128()
            .div_ceil(10u128.pow(15));
        let exact = most.saturating_mul(1_000_000) / ratio.max(1);
        match self.random.below(10) {
            0 => exact,
            1 => exact.saturating_add(1),
            2 => exact.saturating_mul(12) / 10,
            _ => {
                let permille = self.random.between(500, 999);
                Random::part(exact, permille)
            }
        }
    }

    /// The mint ratio of the moment, as any position of the type shows it.
    fn mint_ratio(&self, info: &CollateralTypeResponse) -> Decimal {
        let mut positions = self.state.positions.values();
        positions
            .find(|position| position.collateral_type == info.collateral_type)
            .and_then(|position| position.mint_ratio)
            .unwrap_or(info.risk.base_mint_ratio)
    }

    fn room_for_more(&mut self) -> bool {
        self.state.positions.len() < MANY || self.random.chance(3)
    }
}

/// Opens a position, mostly with debt.
pub fn open(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    if !draw.room_for_more() {
        return close(draw);
    }
    let info = draw.any_type()?;
    let id = info.collateral_type;
    let usd = *draw
        .random
        .pick(&[1, 200, 400, 1_000, 2_000, 10_000, 50_000]);
    let sender = draw.holder();
    let held = draw.balance(&sender, &draw.asset(id));
    let amount = draw.units_worth(&info, usd).min(if draw.random.chance(95) {
        held
    } else {
        u128::MAX
    });
    let mint = match draw.random.below(12) {
        0 => 0,
        1 => draw.random.amount(usd.into()) * USD,
        _ => draw.mintable_for(&info, amount),
    };
    let (msg, hook) = (
        Msg::Open {
            collateral_type: id,
            mint: some(mint),
        },
        Hook::Open {
            collateral_type: id,
            mint: some(mint),
        },
    );
    let amount = if draw.random.chance(97) {
        amount.max(1)
    } else {
        0
    };
    by(&sender, draw.with_collateral(id, amount, &msg, &hook))
}

/// Anybody adds collateral.
pub fn deposit(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let it = draw.any_position()?;
    let (position, sender) = (it.position, draw.holder());
    let amount = draw.random.amount(it.collateral.u128() / 2);
    let (msg, hook) = (Msg::Deposit { position }, Hook::Deposit { position });
    by(
        &sender,
        draw.with_collateral(it.collateral_type, amount, &msg, &hook),
    )
}

fn withdrawal(draw: &mut Draw<'_>, it: &PositionResponse) -> u128 {
    let most = it.withdrawable.unwrap_or(it.collateral).u128();
    draw.random.amount(most)
}

/// Takes collateral out.
pub fn withdraw(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let it = draw.any_position()?;
    let amount = withdrawal(draw, &it).into();
    let sender = draw.mostly(&it.owner);
    by(
        &sender,
        call(
            "vault",
            &Msg::Withdraw {
                position: it.position,
                amount,
            },
            &[],
        ),
    )
}

/// Mints more.
pub fn mint(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let it = draw.any_position()?;
    let most = it.mintable.unwrap_or(Uint128::new(100 * USD)).u128();
    let amount = draw.random.amount(most).into();
    let sender = draw.mostly(&it.owner);
    by(
        &sender,
        call(
            "vault",
            &Msg::Mint {
                position: it.position,
                amount,
            },
            &[],
        ),
    )
}

/// Several changes at once.
pub fn adjust(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let it = draw.any_position()?;
    let position = it.position;
    let sender = draw.mostly(&it.owner);
    match draw.random.below(3) {
        0 => deposit_and_mint(draw, &it, position, &sender),
        1 => {
            let most = draw.balance(&sender, "stablecoin");
            let repaid = repayment(draw, &it, most);
            let out = draw.random.amount(Random::part(it.collateral.u128(), 200));
            let withdraw = some(if draw.random.chance(80) { out } else { 0 });
            let hook = Hook::Adjust {
                position,
                withdraw,
                mint: None,
            };
            by(&sender, draw.send("stablecoin", "vault", repaid, &hook))
        }
        _ => {
            let withdraw = withdrawal(draw, &it) / 2;
            let mint = draw
                .random
                .amount(it.mintable.unwrap_or_default().u128() / 2);
            let msg = Msg::Adjust {
                position,
                withdraw: some(withdraw),
                mint: some(mint),
            };
            by(&sender, call("vault", &msg, &[]))
        }
    }
}

fn deposit_and_mint(
    draw: &mut Draw<'_>,
    it: &PositionResponse,
    position: PositionId,
    sender: &str,
) -> Option<Vec<Step>> {
    let amount = draw.random.amount(it.collateral.u128());
    let info = draw.type_of(it).clone();
    let more = draw.mintable_for(&info, amount);
    let mint = some(more.saturating_add(it.mintable.unwrap_or_default().u128() / 2));
    let (withdraw, id) = (None, it.collateral_type);
    let msg = Msg::Adjust {
        position,
        withdraw,
        mint,
    };
    let hook = Hook::Adjust {
        position,
        withdraw,
        mint,
    };
    by(sender, draw.with_collateral(id, amount, &msg, &hook))
}
