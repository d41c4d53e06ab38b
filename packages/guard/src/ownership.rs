//! Ownership that changes hands in two steps, over cw-ownable. It cannot be given up: a contract
//! without an owner could never be mended.

use ballast_types::vault::OwnershipChanged;
use cosmwasm_std::{Addr, Api, DepsMut, Env, Event, MessageInfo, StdResult, Storage, Timestamp};
use cw_ownable::{Action, Expiration, Ownership};

use crate::GuardError;

const NANOS_PER_SECOND: u64 = 1_000_000_000;

/// Names the first owner.
pub fn initialize(storage: &mut dyn Storage, api: &dyn Api, owner: &str) -> StdResult<()> {
    cw_ownable::initialize_owner(storage, api, Some(owner)).map(|_| ())
}

/// Refuses everybody but the owner.
pub fn ensure_owner(storage: &dyn Storage, sender: &Addr) -> Result<(), GuardError> {
    let owner = cw_ownable::get_ownership(storage)?.owner;
    if owner.as_ref() == Some(sender) {
        return Ok(());
    }
    Err(GuardError::NotOwner {
        sender: sender.to_string(),
        owner: owner.map(Addr::into_string).unwrap_or_default(),
    })
}

/// Offers the contract to `new_owner`, until `expires` (unix seconds) if given. Only the owner.
pub fn offer(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    new_owner: String,
    expires: Option<u64>,
) -> Result<Event, GuardError> {
    ensure_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    if let Some(expires) = expires.filter(|expires| *expires <= now) {
        return Err(GuardError::OfferExpired { expires, now });
    }
    let latest = u64::MAX / NANOS_PER_SECOND;
    if let Some(expires) = expires.filter(|expires| *expires > latest) {
        return Err(GuardError::OfferTooLate { expires, latest });
    }
    let expiry = expires.map(|expires| Expiration::AtTime(Timestamp::from_seconds(expires)));
    update(
        deps,
        env,
        info,
        Action::TransferOwnership { new_owner, expiry },
    )
}

/// Takes the offer up. Only the one it was made to, in time.
pub fn accept(deps: DepsMut, env: &Env, info: &MessageInfo) -> Result<Event, GuardError> {
    update(deps, env, info, Action::AcceptOwnership)
}

/// Withdraws the offer. Only the owner.
pub fn cancel(deps: DepsMut, info: &MessageInfo) -> Result<Event, GuardError> {
    ensure_owner(deps.storage, &info.sender)?;
    let ownership = get(deps.storage)?;
    if ownership.pending_owner.is_none() {
        return Err(GuardError::NothingOffered);
    }
    // The library has no such action; its record is plain: owner, and nobody pending.
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(info.sender.as_str()))
        .map(|ownership| changed(&ownership))
        .map_err(Into::into)
}

/// The owner and the offer.
pub fn get(storage: &dyn Storage) -> StdResult<Ownership<Addr>> {
    cw_ownable::get_ownership(storage)
}

fn update(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    action: Action,
) -> Result<Event, GuardError> {
    let ownership = cw_ownable::update_ownership(deps, &env.block, &info.sender, action)?;
    Ok(changed(&ownership))
}

fn changed(ownership: &Ownership<Addr>) -> Event {
    let text = |address: &Option<Addr>| address.as_ref().map(Addr::to_string).unwrap_or_default();
    OwnershipChanged {
        owner: text(&ownership.owner),
        pending_owner: text(&ownership.pending_owner),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};

    #[test]
    fn h05_ownership_changes_hands_only_by_offer_and_acceptance() {
        let mut deps = mock_dependencies();
        let [alice, bob, eve] = ["alice", "bob", "eve"].map(|name| deps.api.addr_make(name));
        let as_ = |who: &Addr| message_info(who, &[]);
        let env = mock_env();
        initialize(&mut deps.storage, &deps.api, alice.as_str()).unwrap();

        let stolen = offer(deps.as_mut(), &env, &as_(&eve), eve.to_string(), None);
        let refused = GuardError::NotOwner {
            sender: eve.to_string(),
            owner: alice.to_string(),
        };
        assert_eq!(stolen, Err(refused));
        assert!(accept(deps.as_mut(), &env, &as_(&eve)).is_err());
        assert_eq!(
            cancel(deps.as_mut(), &as_(&alice)),
            Err(GuardError::NothingOffered)
        );

        offer(deps.as_mut(), &env, &as_(&alice), bob.to_string(), None).unwrap();
        assert!(accept(deps.as_mut(), &env, &as_(&eve)).is_err());
        assert!(ensure_owner(&deps.storage, &bob).is_err());

        cancel(deps.as_mut(), &as_(&alice)).unwrap();
        assert!(accept(deps.as_mut(), &env, &as_(&bob)).is_err());

        let now = env.block.time.seconds();
        let past = offer(
            deps.as_mut(),
            &env,
            &as_(&alice),
            bob.to_string(),
            Some(now),
        );
        assert_eq!(past, Err(GuardError::OfferExpired { expires: now, now }));
        offer(
            deps.as_mut(),
            &env,
            &as_(&alice),
            bob.to_string(),
            Some(now + 9),
        )
        .unwrap();
        let never = offer(
            deps.as_mut(),
            &env,
            &as_(&alice),
            bob.to_string(),
            Some(u64::MAX),
        );
        assert!(matches!(never, Err(GuardError::OfferTooLate { .. })));
        let mut late = env.clone();
        late.block.time = late.block.time.plus_seconds(9);
        assert!(accept(deps.as_mut(), &late, &as_(&bob)).is_err());
        accept(deps.as_mut(), &env, &as_(&bob)).unwrap();
        ensure_owner(&deps.storage, &bob).unwrap();
        assert!(ensure_owner(&deps.storage, &alice).is_err());
    }
}
