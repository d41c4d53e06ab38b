//! Entry points: every message goes to its file. No logic here.

use ballast_guard::{ensure_no_funds, ownership, version};
use ballast_math::Order;
use ballast_types::{
    units,
    vault::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg},
};
use cosmwasm_std::{entry_point, Binary, Deps, DepsMut, Env, MessageInfo, Response};

use crate::{
    execute::{
        accrue, collect, governance, list, net, open, operator, order, pause,
        position::{self, Ask, Request, Takes},
        receive::{amount, receive, withdrawal},
        reserve, seize, transfer,
    },
    intent::Withdrawal,
    query,
    received::Received,
    state::{GUARDIAN, NAME, VERSION},
    ContractError,
};

/// Creates the vault with owner and guardian.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    ensure_no_funds(&info)?;
    version::set(deps.storage, NAME, VERSION)?;
    let owned = ownership::initialize(deps.storage, deps.api, &msg.owner)?;
    GUARDIAN.save(deps.storage, &deps.api.addr_validate(&msg.guardian)?)?;
    Ok(Response::new().add_event(owned))
}

/// Carries out a message. Coins are refused by all but those that deposit them.
#[entry_point]
#[allow(clippy::too_many_lines)] // one line of dispatch for each message
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    use ExecuteMsg as Msg;
    if !matches!(
        msg,
        Msg::Open { .. } | Msg::Deposit { .. } | Msg::Adjust { .. } | Msg::AddReserve { .. }
    ) {
        ensure_no_funds(&info)?;
    }
    let (env, sender) = (&env, &info.sender);
    match msg {
        Msg::Receive(hook) => receive(deps, env, &info, hook),
        Msg::Open {
            collateral_type,
            mint,
        } => open::open(
            deps,
            env,
            request(info, "open"),
            collateral_type,
            amount(mint),
        ),
        Msg::Deposit { position } => {
            let ask = Ask::taking(Takes::Collateral);
            position::adjust(deps, env, request(info, "deposit"), position, ask)
        }
        Msg::Withdraw { position, amount } => {
            let ask = Ask {
                withdraw: withdrawal(Some(amount)),
                ..Ask::default()
            };
            position::adjust(deps, env, request(info, "withdraw"), position, ask)
        }
        Msg::Mint { position, amount } => {
            let ask = Ask {
                mint: units::debt(amount),
                ..Ask::default()
            };
            position::adjust(deps, env, request(info, "mint"), position, ask)
        }
        Msg::Adjust {
            position,
            withdraw,
            mint,
        } => {
            let (withdraw, mint) = (withdrawal(withdraw), amount(mint));
            let ask = Ask {
                takes: Takes::Either,
                withdraw,
                mint,
            };
            position::adjust(deps, env, request(info, "adjust"), position, ask)
        }
        Msg::Close { position } => {
            let ask = Ask {
                withdraw: Withdrawal::All,
                ..Ask::default()
            };
            position::adjust(deps, env, request(info, "close"), position, ask)
        }
        Msg::TransferPosition { position, to } => transfer::offer(deps, sender, position, &to),
        Msg::AcceptPosition { position } => transfer::accept(deps, sender, position),
        Msg::CancelTransfer { position } => transfer::cancel(deps, sender, position),
        Msg::SetOperator {
            position,
            operator,
            scope,
        } => operator::set(deps, sender, position, &operator, scope),
        Msg::RemoveOperator { position, operator } => {
            operator::remove(deps, sender, position, &operator)
        }
        Msg::PlaceOrder {
            position,
            trigger,
            target,
            discount,
        } => {
            let terms = Order {
                trigger: units::ratio(trigger),
                target: units::ratio(target),
                discount: units::ratio(discount),
            };
            order::place(deps, env, sender, position, terms)
        }
        Msg::CancelOrder { position } => order::cancel(deps, sender, position),
        Msg::AddReserve { position } => reserve::add(deps, &request(info, "add_reserve"), position),
        Msg::UseReserve { position } => reserve::use_all(deps, env, position),
        Msg::Accrue { collateral_type } => accrue::accrue(deps, env, collateral_type),
        Msg::Net {
            collateral_type,
            other,
        } => net::net(deps, env, collateral_type, other),
        Msg::Collect { collateral_type } => collect::collect(deps, env, collateral_type),
        Msg::Seize {
            collateral_type,
            selection,
            rooms,
        } => seize::seize(deps, env, sender, collateral_type, (&selection, &rooms)),
        Msg::Wire {
            stablecoin,
            oracle,
            liquidation,
        } => governance::wire(deps, env, sender, [stablecoin, oracle, liquidation]),
        Msg::ListCollateralType(new) => list::list(deps, env, sender, new),
        Msg::SetRiskParams {
            collateral_type,
            risk,
        } => governance::set_risk_params(deps, env, sender, collateral_type, risk),
        Msg::RampRatios {
            collateral_type,
            liquidation_ratio,
            target_ratio,
            seconds,
        } => {
            let ramp = (
                units::ratio(liquidation_ratio),
                units::ratio(target_ratio),
                seconds,
            );
            governance::ramp_ratios(deps, env, sender, collateral_type, ramp)
        }
        Msg::SetGroup {
            group,
            debt_ceiling,
        } => governance::set_group(deps, sender, group, debt_ceiling),
        Msg::SetGuardian { guardian } => governance::set_guardian(deps, sender, &guardian),
        Msg::PauseMinting { seconds } => pause::pause(deps, env, sender, seconds),
        Msg::ResumeMinting {} => pause::resume(deps, env, sender),
        Msg::TransferOwnership { new_owner, expires } => {
            Ok(Response::new().add_event(ownership::offer(deps, env, &info, new_owner, expires)?))
        }
        Msg::AcceptOwnership {} => {
            Ok(Response::new().add_event(ownership::accept(deps, env, &info)?))
        }
        Msg::CancelOwnershipTransfer {} => {
            Ok(Response::new().add_event(ownership::cancel(deps, &info)?))
        }
    }
}

/// Answers a question.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    query::query(deps, &env, msg)
}

/// Moves on to this version's code.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    version::migrate(deps.storage, NAME, VERSION)?;
    Ok(Response::new())
}

fn request(info: MessageInfo, verb: &'static str) -> Request {
    Request {
        verb,
        actor: info.sender,
        received: Received::Coins(info.funds),
    }
}
