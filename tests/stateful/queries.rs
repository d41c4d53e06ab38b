//! I26: answers agree with one another and with what messages then do.

use std::collections::BTreeMap;

use ballast_devchain::{Devchain, State, LIQUIDATION, VAULT};
use ballast_types::{
    liquidation::Liquidated,
    vault::{PositionResponse, Redeemed, Selection},
};
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;

use crate::{
    checks::{hold, unanswered, Violation},
    forks::{fork, grant, STRANGER},
    random::Random,
};

/// A position's owner by name.
fn owner(chain: &Devchain, it: &PositionResponse) -> String {
    chain.names().name_of(&it.owner).to_owned()
}

/// What can be withdrawn or minted can be, and one unit more cannot, unless something other than the
/// ratio stands in the way.
pub fn limits_hold(chain: &Devchain, random: &mut Random) -> Result<(), Violation> {
    let positions = State::read(chain).unwrap().positions.into_values();
    let priced = positions.filter(|it| it.price.is_some());
    let Some(it) = random.pick_from(priced) else {
        return Ok(());
    };
    let owner = owner(chain, &it);
    let withdraw = |amount| fork(chain).vault().withdraw(&owner, it.position, amount);
    let mint = |amount| fork(chain).vault().mint(&owner, it.position, amount);
    let most = it.withdrawable.unwrap().u128();
    let is_ratio = |failure: &ballast_devchain::Failure| {
        matches!(
            failure.refusal::<ContractError>(),
            Some(ContractError::RatioBelowMintRatio { .. } | ContractError::Math(_))
        )
    };
    if most > 0 {
        let outcome = withdraw(most);
        hold!(
            outcome.is_ok(),
            "I26",
            "withdrawing {most} of {it:?}: {}",
            outcome.unwrap_err()
        );
    }
    let outcome = withdraw(most + 1);
    let refused = outcome.as_ref().err().is_some_and(is_ratio);
    hold!(
        refused,
        "I26",
        "withdrawing {most} and one of {it:?}: {outcome:?}"
    );

    let most = it.mintable.unwrap().u128();
    if most > 0 {
        let outcome = mint(most);
        let stopped_by_ratio = outcome.as_ref().err().is_some_and(is_ratio);
        hold!(
            !stopped_by_ratio,
            "I26",
            "minting {most} of {it:?}: {outcome:?}"
        );
    }
    let outcome = mint(most + 1);
    hold!(outcome.is_err(), "I9", "minting {most} and one of {it:?}");
    Ok(())
}

/// A liquidation does what its plan says.
pub fn plans_hold(chain: &Devchain, random: &mut Random) -> Result<(), Violation> {
    let state = State::read(chain).unwrap();
    let unsafe_ones = state
        .positions
        .values()
        .filter(|it| it.is_unsafe == Some(true));
    let Some(id) = random.pick_from(unsafe_ones).map(|it| it.collateral_type) else {
        return Ok(());
    };
    let mut chain = fork(chain);
    let amount = u128::from(random.between(0, 5_000)) * crate::world::USD;
    grant(&mut chain, STRANGER, amount);
    let selection = Selection::Riskiest {
        limit: u32::try_from(random.between(1, 20)).unwrap(),
    };
    let plan = chain.liquidation_plan(id, selection.clone(), amount);
    let plan = plan.map_err(unanswered)?.positions;
    let outcome = chain
        .liquidation()
        .liquidate(STRANGER, id, selection, amount);
    hold!(
        plan.is_empty() == outcome.is_err(),
        "I26",
        "planned {plan:?}, then {outcome:?}"
    );
    let Ok(done) = outcome else { return Ok(()) };
    let address = chain.address(LIQUIDATION).unwrap();
    let event: Liquidated = done.all(address.as_str()).unwrap().remove(0);
    let sum = |of: fn(&ballast_types::vault::PlannedSeizure) -> Uint128| -> Uint128 {
        plan.iter().map(of).sum()
    };
    let planned = [
        sum(|it| it.repaid),
        sum(|it| it.seized),
        sum(|it| it.reward),
        sum(|it| it.pool.pays),
        sum(|it| it.caller.pays),
    ];
    let found = [
        event.repaid,
        event.seized,
        event.reward,
        event.pool_pays,
        event.caller_pays,
    ];
    hold!(
        planned == found,
        "I26",
        "planned {planned:?}, found {found:?}"
    );
    Ok(())
}

/// A redemption does what its question says, for everybody with stablecoin, also while minting is
/// paused.
pub fn redemptions_hold(chain: &Devchain, random: &mut Random) -> Result<(), Violation> {
    let state = State::read(chain).unwrap();
    let priced = state.types.values().filter(|it| state.spot(it).is_some());
    let Some(id) = random.pick_from(priced).map(|it| it.collateral_type) else {
        return Ok(());
    };
    let mut chain = fork(chain);
    let amount = u128::from(random.between(1, 5_000_000_000));
    let limit = u32::try_from(random.between(1, 10)).unwrap();
    grant(&mut chain, STRANGER, amount);
    let amount = amount.min(chain.balance(STRANGER, "stablecoin").unwrap().u128());
    let shown = chain.redemption(id, amount, limit).map_err(unanswered)?;
    let outcome = chain.vault().redeem(STRANGER, (id, amount), limit, 0);
    hold!(
        shown.redeemed.is_zero() == outcome.is_err(),
        "I26",
        "{amount} would redeem {shown:?}, then {outcome:?}"
    );
    let Ok(done) = outcome else { return Ok(()) };
    let address = chain.address(VAULT).unwrap();
    let told: Redeemed = done.all(address.as_str()).unwrap().remove(0);
    let planned = [shown.redeemed, shown.fee, shown.collateral];
    let found = [told.repaid, told.fee, told.collateral];
    hold!(planned == found, "I26", "{shown:?}, then {told:?}");
    hold!(
        told.refunded + shown.used == Uint128::new(amount),
        "H10",
        "{amount} sent, {told:?}"
    );
    Ok(())
}

/// Lists by owner, by risk and by type hold the same positions, one by one as well; operators,
/// rooms and bad debt are answered for.
pub fn lists_agree(chain: &Devchain, state: &State) -> Result<(), Violation> {
    let mut by_owner: BTreeMap<_, _> = BTreeMap::new();
    for (name, _) in chain.names().accounts() {
        let of_one = chain.positions_of(name).map_err(unanswered)?;
        by_owner.extend(of_one.into_iter().map(|it| (it.position, it)));
    }
    hold!(
        by_owner == state.positions,
        "I26",
        "positions by owner differ from those by type"
    );
    for it in state.positions.values() {
        let alone = chain.position(it.position).map_err(unanswered)?;
        hold!(alone == *it, "I26", "{alone:?} alone, {it:?} in the list");
        chain.operators(it.position).map_err(unanswered)?;
    }
    for info in state.types.values() {
        let id = info.collateral_type;
        let alone = chain.collateral_type(id).map_err(unanswered)?;
        hold!(
            alone == *info,
            "I26",
            "{alone:?} alone, {info:?} in the list"
        );
        let rooms = chain.rooms(id, 7).map_err(unanswered)?;
        let pool = chain.pool(id).map_err(unanswered)?;
        hold!(rooms.pool == pool.room, "I26", "{rooms:?} and {pool:?}");
        let bad_debt = chain.bad_debt(id).map_err(unanswered)?;
        hold!(
            bad_debt.booked == info.books.bad_debt,
            "I26",
            "{bad_debt:?} and {info:?}"
        );
        let riskiest = chain.riskiest(id, 100).map_err(unanswered)?;
        let of_type = state.positions_of(id).filter(|it| !it.debt.is_zero());
        let indebted: Vec<_> = of_type.collect();
        hold!(
            riskiest.len() == indebted.len() && indebted.iter().all(|it| riskiest.contains(it)),
            "I19",
            "the order of risk does not hold the positions with debt"
        );
        for (place, one) in riskiest.iter().enumerate() {
            let next = chain.riskiest_after(one.position, 2).map_err(unanswered)?;
            let expected: Vec<_> = riskiest.iter().skip(place + 1).take(2).collect();
            hold!(
                next.iter().eq(expected),
                "I19",
                "behind {} are said to be {next:?}",
                one.position
            );
        }
        let mut pairs = riskiest.windows(2);
        hold!(
            pairs.all(|two| two[0].ratio <= two[1].ratio),
            "I19",
            "out of order: {riskiest:?}"
        );
    }
    Ok(())
}
