//! The guardian's brake on a price.

use ballast_guard::ownership;
use ballast_types::oracle::{
    FeedFrozen, FeedRecord, FeedUnfrozen, OracleGuardianSet, FREEZE_COOLDOWN, LONGEST_FREEZE,
};
use cosmwasm_std::{ensure, Addr, DepsMut, Env, MessageInfo, Response, Storage};

use crate::{error::ContractError, records, registry::load_feed, state::GUARDIAN};

/// Names another guardian.
pub fn set_guardian(
    deps: DepsMut,
    info: MessageInfo,
    guardian: &str,
) -> Result<Response, ContractError> {
    ownership::ensure_owner(deps.storage, &info.sender)?;
    let guardian = deps.api.addr_validate(guardian)?;
    GUARDIAN.save(deps.storage, &guardian)?;
    let guardian = guardian.into_string();
    Ok(Response::new().add_event(OracleGuardianSet { guardian }))
}

/// Makes a feed's price invalid for some time, the one brake that also stops liquidation: against captured
/// feeders, so short that a crash cannot hide behind it.
pub fn freeze(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    (feed, seconds): (String, u64),
) -> Result<Response, ContractError> {
    let guardian = GUARDIAN.load(deps.storage)?;
    ensure!(
        info.sender == guardian,
        ContractError::NotGuardian {
            sender: info.sender.into_string(),
            guardian: guardian.into_string()
        }
    );
    ensure!(
        (1..=LONGEST_FREEZE).contains(&seconds),
        ContractError::FreezeOutOfBounds {
            seconds,
            longest: LONGEST_FREEZE
        }
    );
    let mut record = load(deps.storage, &feed)?;
    let (now, last) = (env.block.time.seconds(), record.frozen_until());
    let earliest = last.saturating_add(FREEZE_COOLDOWN);
    ensure!(
        last == 0 || earliest <= now,
        ContractError::FreezeTooSoon {
            feed,
            earliest,
            now
        }
    );
    let until = now.saturating_add(seconds);
    record.freeze(until);
    records::save(deps.storage, &feed, &record)?;
    Ok(Response::new().add_event(FeedFrozen { feed, until }))
}

/// Ends a freeze now; the cooldown begins.
pub fn unfreeze(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    feed: String,
) -> Result<Response, ContractError> {
    ensure_guardian_or_owner(deps.storage, &info.sender)?;
    let mut record = load(deps.storage, &feed)?;
    let (now, until) = (env.block.time.seconds(), record.frozen_until());
    ensure!(now < until, ContractError::NotFrozen { feed, until, now });
    record.freeze(now);
    records::save(deps.storage, &feed, &record)?;
    Ok(Response::new().add_event(FeedUnfrozen { feed }))
}

fn ensure_guardian_or_owner(storage: &dyn Storage, sender: &Addr) -> Result<(), ContractError> {
    let guardian = GUARDIAN.load(storage)?;
    if *sender == guardian || ownership::ensure_owner(storage, sender).is_ok() {
        return Ok(());
    }
    Err(ContractError::NotGuardianOrOwner {
        sender: sender.to_string(),
        guardian: guardian.into_string(),
    })
}

fn load(storage: &dyn Storage, feed: &str) -> Result<FeedRecord, ContractError> {
    load_feed(storage, feed)?;
    records::may_load(storage, feed)?.ok_or_else(|| ContractError::FeedWithoutPrice {
        feed: feed.to_owned(),
    })
}
