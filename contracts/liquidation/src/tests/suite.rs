//! The contract alone, with a vault that only answers queries. The suite carries out the transfers
//! that the contract asks for, and fails where it lacks the money.

use std::collections::BTreeMap;

use ballast_types::{
    liquidation::{DepositResponse, ExecuteMsg, InstantiateMsg, QueryMsg, ReceiveMsg},
    vault::{self, Rooms, SeizeResponse},
    Asset, CollateralTypeId,
};
use cosmwasm_std::{
    from_json,
    testing::{message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage},
    to_json_binary, Addr, BankMsg, Binary, CosmosMsg, Env, Order, OwnedDeps, Reply, Response,
    Storage, SubMsgResult, Uint128, WasmMsg,
};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use serde::de::DeserializeOwned;

use super::vault::{answer_as_vault, wrapped};
use crate::{contract, execute::SEIZED, payload::Liquidation, ContractError};

/// A type with a native asset.
pub const ATOM: CollateralTypeId = 1;
/// A type with a cw20 token.
pub const TOKEN: CollateralTypeId = 2;
/// One whole stablecoin.
pub const ONE: u128 = 1_000_000;

pub fn addr(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

pub fn asset(collateral_type: CollateralTypeId) -> Asset {
    match collateral_type {
        ATOM => Asset::Native {
            denom: "uatom".into(),
        },
        _ => Asset::Cw20 {
            contract: addr("token").into(),
        },
    }
}

pub struct Suite {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
    /// What the contract holds, and what it paid to whom: by holder and asset.
    pub balances: BTreeMap<(String, String), u128>,
}

impl Suite {
    pub fn new() -> Self {
        let mut deps = mock_dependencies();
        deps.querier.update_wasm(answer_as_vault);
        let msg = InstantiateMsg {
            owner: addr("owner").into(),
            vault: addr("vault").into(),
            stablecoin: addr("stablecoin").into(),
        };
        let info = message_info(&addr("creator"), &[]);
        contract::instantiate(deps.as_mut(), mock_env(), info, msg).unwrap();
        Self {
            deps,
            env: mock_env(),
            balances: BTreeMap::new(),
        }
    }

    pub fn pass(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
    }

    pub fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    pub fn execute(&mut self, sender: &str, msg: ExecuteMsg) -> Result<Response, ContractError> {
        let info = message_info(&addr(sender), &[]);
        let done = contract::execute(self.deps.as_mut(), self.env.clone(), info, msg)?;
        self.carry_out(&done);
        Ok(done)
    }

    /// A cw20 send of `sender` through the hook of `token`.
    pub fn send_by(
        &mut self,
        token: &str,
        sender: &str,
        amount: u128,
        msg: &ReceiveMsg,
    ) -> Result<Response, ContractError> {
        let msg = to_json_binary(msg).unwrap();
        self.credit("contract", token, amount);
        let hook = Cw20ReceiveMsg {
            sender: addr(sender).into(),
            amount: amount.into(),
            msg,
        };
        let done = self.execute(token, ExecuteMsg::Receive(hook));
        if done.is_err() {
            self.debit("contract", token, amount);
        }
        done
    }

    pub fn send(
        &mut self,
        sender: &str,
        amount: u128,
        msg: &ReceiveMsg,
    ) -> Result<Response, ContractError> {
        self.send_by("stablecoin", sender, amount, msg)
    }

    pub fn deposit(&mut self, sender: &str, amount: u128) -> Result<Response, ContractError> {
        self.send(
            sender,
            amount,
            &ReceiveMsg::Deposit {
                collateral_type: ATOM,
            },
        )
    }

    pub fn withdraw(
        &mut self,
        sender: &str,
        amount: Option<u128>,
    ) -> Result<Response, ContractError> {
        let amount = amount.map(Uint128::new);
        self.execute(
            sender,
            ExecuteMsg::Withdraw {
                collateral_type: ATOM,
                amount,
            },
        )
    }

    pub fn claim(&mut self, sender: &str) -> Result<Response, ContractError> {
        self.execute(
            sender,
            ExecuteMsg::Claim {
                collateral_type: ATOM,
            },
        )
    }

    pub fn settle(&mut self) -> Result<Response, ContractError> {
        self.execute(
            "anyone",
            ExecuteMsg::Settle {
                collateral_type: ATOM,
            },
        )
    }

    /// The vault's answer to a liquidation for which `keeper` had sent `sent`; the collateral and
    /// the stablecoin have arrived.
    pub fn seized(
        &mut self,
        keeper: &str,
        sent: u128,
        seized: &SeizeResponse,
    ) -> Result<Response, ContractError> {
        let rooms = Rooms {
            caller: sent.into(),
            ..self.rooms(0)
        };
        self.credit("contract", "stablecoin", sent);
        let asset = seized.asset.to_string();
        self.credit("contract", &asset, seized.seized.u128());
        self.reply(keeper, rooms, wrapped(seized))
    }

    pub fn reply(
        &mut self,
        keeper: &str,
        rooms: Rooms,
        result: SubMsgResult,
    ) -> Result<Response, ContractError> {
        let payload = Liquidation {
            keeper: addr(keeper),
            rooms,
        }
        .encode()
        .unwrap();
        let reply = Reply {
            id: SEIZED,
            payload,
            gas_used: 0,
            result,
        };
        let done = contract::reply(self.deps.as_mut(), self.env.clone(), reply)?;
        self.carry_out(&done);
        Ok(done)
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> Result<T, ContractError> {
        let answer = contract::query(self.deps.as_ref(), self.env.clone(), msg)?;
        Ok(from_json(answer).unwrap())
    }

    pub fn rooms(&self, caller: u128) -> Rooms {
        self.query(QueryMsg::Rooms {
            collateral_type: ATOM,
            caller: caller.into(),
        })
        .unwrap()
    }

    pub fn deposit_of(&self, name: &str) -> Result<DepositResponse, ContractError> {
        self.query(QueryMsg::Deposit {
            collateral_type: ATOM,
            depositor: addr(name).into(),
        })
    }

    /// Every key and value in storage.
    pub fn dump(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.deps
            .storage
            .range(None, None, Order::Ascending)
            .collect()
    }

    /// What `name` holds of the stablecoin or of an asset as text; `contract` is the contract.
    pub fn balance(&self, name: &str, asset: &str) -> u128 {
        self.balances
            .get(&(holder(name), asset.into()))
            .copied()
            .unwrap_or_default()
    }

    fn credit(&mut self, name: &str, asset: &str, amount: u128) {
        *self
            .balances
            .entry((holder(name), asset.into()))
            .or_default() += amount;
    }

    fn debit(&mut self, name: &str, asset: &str, amount: u128) {
        let balance = self
            .balances
            .entry((holder(name), asset.into()))
            .or_default();
        *balance = balance
            .checked_sub(amount)
            .expect("the contract has what it pays");
    }

    /// Moves what the contract sends. An order to seize moves nothing yet.
    fn carry_out(&mut self, response: &Response) {
        for sub in &response.messages {
            let (to, asset, amount) = match &sub.msg {
                CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => {
                    assert_eq!(amount.len(), 1);
                    (
                        to_address.clone(),
                        format!("native:{}", amount[0].denom),
                        amount[0].amount,
                    )
                }
                CosmosMsg::Wasm(WasmMsg::Execute {
                    contract_addr, msg, ..
                }) => match parse(contract_addr, msg) {
                    Some(transfer) => transfer,
                    None => continue,
                },
                other => panic!("unexpected message {other:?}"),
            };
            assert!(!amount.is_zero(), "H12: a transfer of zero");
            self.debit("contract", &asset, amount.u128());
            *self.balances.entry((to, asset)).or_default() += amount.u128();
        }
    }
}

fn holder(name: &str) -> String {
    if name == "contract" {
        name.into()
    } else {
        addr(name).into()
    }
}

fn parse(contract: &str, msg: &Binary) -> Option<(String, String, Uint128)> {
    if contract == addr("vault").as_str() {
        let seize: vault::ExecuteMsg = from_json(msg).unwrap();
        assert!(matches!(seize, vault::ExecuteMsg::Seize { .. }));
        return None;
    }
    let asset = if contract == addr("stablecoin").as_str() {
        "stablecoin".to_owned()
    } else {
        format!("cw20:{contract}")
    };
    match from_json(msg).unwrap() {
        Cw20ExecuteMsg::Transfer { recipient, amount } => Some((recipient, asset, amount)),
        Cw20ExecuteMsg::Send {
            contract, amount, ..
        } => Some((contract, asset, amount)),
        other => panic!("unexpected token message {other:?}"),
    }
}
