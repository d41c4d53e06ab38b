//! The guardian's one brake here: new debt stops for a bounded time.

use ballast_guard::ownership;
use ballast_types::vault::{MintingPaused, MintingResumed};
use cosmwasm_std::{Addr, DepsMut, Env, Response};

use crate::{
    state::{Pause, GUARDIAN, PAUSE},
    ContractError,
};

/// Longest pause: three days.
pub const MAX_PAUSE: u64 = 3 * 86_400;
/// Rest after the end of a pause before the next: seven days.
pub const PAUSE_COOLDOWN: u64 = 7 * 86_400;

/// Stops minting. A pause that is ended early rests as long as one that ran out.
pub fn pause(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    seconds: u64,
) -> Result<Response, ContractError> {
    let guardian = GUARDIAN.load(deps.storage)?;
    if guardian != *sender {
        let (sender, guardian) = (sender.to_string(), guardian.into_string());
        return Err(ContractError::NotGuardian { sender, guardian });
    }
    if !(1..=MAX_PAUSE).contains(&seconds) {
        return Err(ContractError::PauseOutOfBounds {
            seconds,
            max: MAX_PAUSE,
        });
    }
    let now = env.block.time.seconds();
    if let Some(last) = PAUSE
        .may_load(deps.storage)?
        .filter(|last| now < last.next_from)
    {
        return Err(ContractError::PauseTooSoon {
            next_from: last.next_from,
            now,
        });
    }
    let until = now.saturating_add(seconds);
    let next_from = until.saturating_add(PAUSE_COOLDOWN);
    PAUSE.save(deps.storage, &Pause { until, next_from })?;
    Ok(Response::new().add_event(MintingPaused { until }))
}

/// Ends a pause.
pub fn resume(deps: DepsMut, env: &Env, sender: &Addr) -> Result<Response, ContractError> {
    let guardian = GUARDIAN.load(deps.storage)?;
    if guardian != *sender && ownership::ensure_owner(deps.storage, sender).is_err() {
        let (sender, guardian) = (sender.to_string(), guardian.into_string());
        return Err(ContractError::NotGuardianOrOwner { sender, guardian });
    }
    let now = env.block.time.seconds();
    let mut last = PAUSE
        .may_load(deps.storage)?
        .filter(|last| now < last.until)
        .ok_or(ContractError::NotPaused {})?;
    last.until = now;
    PAUSE.save(deps.storage, &last)?;
    Ok(Response::new().add_event(MintingResumed {
        by: sender.to_string(),
    }))
}
