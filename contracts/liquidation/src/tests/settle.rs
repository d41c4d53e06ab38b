//! What buyers paid goes to the vault.

use ballast_types::{
    liquidation::{LiquidationHandle, SET_ASIDE_NAMESPACE},
    raw::map_key,
    vault::ReceiveMsg,
};
use cosmwasm_std::{
    from_json, testing::MockQuerier, Binary, ContractResult, CosmosMsg, QuerierWrapper, Storage,
    SystemResult, Uint128, WasmMsg, WasmQuery,
};
use cw20::Cw20ExecuteMsg;

use super::{
    suite::{addr, Suite, ATOM, ONE, TOKEN},
    vault::{purchase, seizure},
};
use crate::{state::SET_ASIDE, ContractError};

fn caller_pays(suite: &mut Suite, amount: u128) {
    let seized = seizure(purchase(0, 0, 0), purchase(amount, 10, amount), 0);
    suite.seized("keeper", amount, &seized).unwrap();
}

#[test]
fn settling_nothing_is_refused() {
    let mut suite = Suite::new();
    let nothing = Err(ContractError::NothingSetAside {
        collateral_type: ATOM,
    });
    assert_eq!(suite.settle(), nothing);
    caller_pays(&mut suite, ONE);
    suite.settle().unwrap();
    assert_eq!(suite.settle(), nothing);
}

#[test]
fn all_of_it_goes_to_the_vault_and_the_entry_with_it() {
    let mut suite = Suite::new();
    caller_pays(&mut suite, ONE);
    caller_pays(&mut suite, 2 * ONE);
    let done = suite.settle().unwrap();
    let [sub] = &done.messages[..] else {
        panic!("one message")
    };
    let CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr, msg, ..
    }) = &sub.msg
    else {
        panic!("{sub:?}")
    };
    assert_eq!(contract_addr, addr("stablecoin").as_str());
    let Cw20ExecuteMsg::Send {
        contract,
        amount,
        msg,
    } = from_json(msg).unwrap()
    else {
        panic!("no send")
    };
    assert_eq!(
        (contract, amount.u128()),
        (addr("vault").to_string(), 3 * ONE)
    );
    assert_eq!(
        from_json(msg),
        Ok(ReceiveMsg::Settle {
            collateral_type: ATOM
        })
    );
    assert_eq!(done.events[0].ty, "settlement_sent");
    assert!(!SET_ASIDE.has(&suite.deps.storage, ATOM));
}

/// The vault reads these bytes: 1,000,000 as a varint under the type's two bytes.
#[test]
fn what_is_set_aside_is_stored_as_agreed_with_the_vault() {
    let mut suite = Suite::new();
    caller_pays(&mut suite, ONE);
    let key = map_key(SET_ASIDE_NAMESPACE, &ATOM.to_be_bytes());
    assert_eq!(key, b"\x00\x05aside\x00\x01");
    assert_eq!(suite.deps.storage.get(&key).unwrap(), [0xc0, 0x84, 0x3d]);

    let stored: Vec<_> = suite.dump();
    let mut querier: MockQuerier = MockQuerier::default();
    querier.update_wasm(move |query| {
        let WasmQuery::Raw { key, .. } = query else {
            panic!("{query:?}")
        };
        let found = stored.iter().find(|(stored, _)| stored == key.as_slice());
        let value = found
            .map(|(_, value)| Binary::from(value.clone()))
            .unwrap_or_default();
        SystemResult::Ok(ContractResult::Ok(value))
    });
    let (handle, querier) = (
        LiquidationHandle(addr("liquidation")),
        QuerierWrapper::new(&querier),
    );
    assert_eq!(handle.set_aside(&querier, ATOM), Ok(Uint128::new(ONE)));
    assert_eq!(handle.set_aside(&querier, TOKEN), Ok(Uint128::zero()));
}
