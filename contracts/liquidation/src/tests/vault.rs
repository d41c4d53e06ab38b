//! The suite's vault: answers to queries, and what it says after a seizure.

use ballast_types::{
    vault::{
        self, BooksResponse, CollateralTypeResponse, MarginParams, PlanResponse, PlannedSeizure,
        Purchase, RatioRamp, RiskParams, Rooms, SeizeResponse, Selection,
    },
    CollateralTypeId, PositionId,
};
use cosmwasm_std::{
    from_json, to_json_binary, ContractResult, Decimal, MsgResponse, QuerierResult, SubMsgResponse,
    SubMsgResult, SystemResult, Uint128, WasmQuery,
};

use super::suite::{addr, asset, ATOM, ONE, TOKEN};

pub fn purchase(debt: u128, collateral: u128, pays: u128) -> Purchase {
    Purchase {
        debt: debt.into(),
        collateral: collateral.into(),
        pays: pays.into(),
    }
}

/// What the vault answers when pool and caller bought so much, with a reward of `reward`.
pub fn seizure(pool: Purchase, caller: Purchase, reward: u128) -> SeizeResponse {
    let reward = Uint128::new(reward);
    SeizeResponse {
        collateral_type: ATOM,
        asset: asset(ATOM),
        positions: 1,
        repaid: pool.debt + caller.debt,
        seized: pool.collateral + caller.collateral + reward,
        reward,
        pool,
        caller,
        lots: vec![],
        skipped: vec![],
    }
}

pub fn riskiest() -> Selection {
    Selection::Riskiest { limit: 1 }
}

/// The answer as the chain wraps it: field 1 of a protobuf message.
pub fn wrapped(seized: &SeizeResponse) -> SubMsgResult {
    let data = to_json_binary(seized).unwrap();
    let mut value = vec![0x0a];
    let mut length = data.len();
    while length >= 0x80 {
        value.push(0x80 | u8::try_from(length % 0x80).unwrap());
        length /= 0x80;
    }
    value.push(u8::try_from(length).unwrap());
    value.extend_from_slice(&data);
    with_responses(vec![MsgResponse {
        type_url: "/cosmwasm.wasm.v1.MsgExecuteContractResponse".into(),
        value: value.into(),
    }])
}

pub fn with_responses(msg_responses: Vec<MsgResponse>) -> SubMsgResult {
    #[allow(deprecated)]
    let response = SubMsgResponse {
        events: vec![],
        data: None,
        msg_responses,
    };
    SubMsgResult::Ok(response)
}

/// Bad debt of every type of the suite's vault.
pub const BAD_DEBT: u128 = 5 * ONE;

/// The suite's vault: it knows two types, and plans one position that says which rooms it was told.
pub fn answer_as_vault(query: &WasmQuery) -> QuerierResult {
    let WasmQuery::Smart { contract_addr, msg } = query else {
        panic!("{query:?}")
    };
    assert_eq!(contract_addr, addr("vault").as_str());
    let answer = match from_json(msg).unwrap() {
        vault::QueryMsg::CollateralType {
            collateral_type: known @ (ATOM | TOKEN),
        } => to_json_binary(&described(known)),
        vault::QueryMsg::CollateralType { collateral_type } => {
            let refusal = format!("no collateral type {collateral_type}");
            return SystemResult::Ok(ContractResult::Err(refusal));
        }
        vault::QueryMsg::Plan { rooms, .. } => to_json_binary(&planned(rooms)),
        other => panic!("{other:?}"),
    };
    SystemResult::Ok(ContractResult::Ok(answer.unwrap()))
}

fn planned(rooms: Rooms) -> PlanResponse {
    let position = PlannedSeizure {
        position: PositionId::new(ATOM, 1),
        owner: addr("carol").into(),
        debt: Uint128::zero(),
        collateral: Uint128::zero(),
        reserve_collateral: Uint128::zero(),
        reserve_repaid: Uint128::zero(),
        repaid: Uint128::zero(),
        seized: Uint128::zero(),
        reward: Uint128::zero(),
        pool: purchase(rooms.pool.u128(), 0, 0),
        caller: purchase(rooms.caller.u128(), 0, 0),
        auctioned: Uint128::zero(),
    };
    PlanResponse {
        price: Decimal::one(),
        positions: vec![position],
        skipped: vec![],
    }
}

fn described(collateral_type: CollateralTypeId) -> CollateralTypeResponse {
    let zero = Uint128::zero();
    let ramp = RatioRamp {
        now: Decimal::one(),
        from: Decimal::one(),
        to: Decimal::one(),
        start: 0,
        end: 0,
    };
    CollateralTypeResponse {
        collateral_type,
        asset: asset(collateral_type),
        decimals: 8,
        feed: "ATOM".into(),
        group: 1,
        liquidation_ratio: ramp.clone(),
        target_ratio: ramp,
        risk: RiskParams {
            base_mint_ratio: Decimal::one(),
            margin: MarginParams {
                cap: Decimal::percent(250),
                confidence: Decimal::percent(600),
                horizon: 86_400,
                crowding: Decimal::one(),
                rate_shock: Decimal::percent(20),
            },
            liquidation_penalty: Decimal::zero(),
            keeper_reward_share: Decimal::zero(),
            keeper_reward_cap: Decimal::zero(),
            minimum_discount: Decimal::zero(),
            stability_fee: Decimal::zero(),
            debt_ceiling: zero,
            ceiling_gap: zero,
            ceiling_interval: 0,
            debt_floor: zero,
            surplus_buffer: zero,
            pool_share: Decimal::zero(),
            treasury: addr("treasury").into(),
        },
        books: BooksResponse {
            index: zero,
            accrued_at: 0,
            total_normalized: zero,
            total_collateral: zero,
            booked: zero,
            line: zero,
            line_raised_at: 0,
            revenue: zero,
            surplus: zero,
            bad_debt: BAD_DEBT.into(),
            positions_opened: 0,
        },
    }
}
