//! The operations that are counted, each in the same situation whatever the size.

use ballast_devchain::{Call, Devchain, ORACLE};
use ballast_types::{
    liquidation::{ExecuteMsg as LiquidationMsg, ReceiveMsg as LiquidationHook, MINIMUM_REST},
    oracle,
    vault::{ExecuteMsg as Msg, QueryMsg, ReceiveMsg, Selection},
    PositionId,
};
use cosmwasm_std::{Decimal, Uint128};

use crate::{
    crowd::{order, pool_deposit, repayment, set_price, ETH, USD},
    meter::{Measured, Meter},
};

const ONE_ETH: u128 = 1_000_000_000_000_000_000;

/// Counts everything in a copy of the chain.
pub fn measure(chain: &Devchain, who: &str) -> Measured {
    let mut meter = Meter::new(chain, who);
    fund(&mut meter);
    positions(&mut meter);
    prices(&mut meter);
    pool(&mut meter);
    liquidations(&mut meter);
    redemptions(&mut meter);
    orders(&mut meter);
    fees(&mut meter);
    lists(&mut meter);
    among_unsafe_dust(&mut meter);
    meter.measured
}

/// Stablecoin to repay and deposit with, whoever acts.
fn fund(meter: &mut Meter) {
    let who = meter.who.to_owned();
    meter
        .chain
        .vault()
        .open(&who, ETH, 1_000 * ONE_ETH, 50_000 * USD)
        .unwrap();
}

fn positions(meter: &mut Meter) {
    let mint = Some(Uint128::new(1_000 * USD));
    let open = Msg::Open {
        collateral_type: ETH,
        mint,
    };
    let position = meter.deposited("open", &open, 20 * ONE_ETH).unwrap();
    meter.deposited("deposit", &Msg::Deposit { position }, ONE_ETH);
    let amount = Uint128::new(100 * USD);
    meter.vault("mint", &Msg::Mint { position, amount });
    let call = repayment(&meter.chain, &ReceiveMsg::Repay { position }, 50 * USD);
    meter.take("repay", call);
    meter.vault(
        "withdraw",
        &Msg::Withdraw {
            position,
            amount: Uint128::new(ONE_ETH),
        },
    );
    let other = meter.chain.address("carol").unwrap().to_string();
    meter.vault(
        "transfer position",
        &Msg::TransferPosition {
            position,
            to: other,
        },
    );
    meter.vault("cancel transfer", &Msg::CancelTransfer { position });
    let call = repayment(&meter.chain, &ReceiveMsg::Close { position }, 1_100 * USD);
    meter.take("close", call);
    meter.vault(
        "accrue",
        &Msg::Accrue {
            collateral_type: ETH,
        },
    );
}

/// A round of three reports, of which the last is accepted.
fn prices(meter: &mut Meter) {
    meter.chain.advance(60);
    let names = ["report", "second report", "report accepted"];
    for (name, feeder) in names.into_iter().zip(["feeder-1", "feeder-2", "feeder-3"]) {
        let report = oracle::Report::new(
            "ETH",
            Decimal::from_ratio(200u128, 1u128),
            meter.chain.now(),
        );
        let msg = oracle::ExecuteMsg::Report {
            reports: vec![report],
        };
        meter.take_by(name, feeder, Call::new(ORACLE, &msg, &[]).unwrap());
    }
}

fn pool(meter: &mut Meter) {
    let call = pool_deposit(&meter.chain, 10_000 * USD);
    meter.take("pool deposit", call);
    meter.chain.advance(MINIMUM_REST);
    set_price(&mut meter.chain, 200);
    let amount = Some(Uint128::new(1_000 * USD));
    meter.liquidation(
        "pool withdraw",
        &LiquidationMsg::Withdraw {
            collateral_type: ETH,
            amount,
        },
    );
}

/// A position just above the mint ratio, which a fall from 200 to 160 dollars makes unsafe: the dust
/// stays safe.
fn risky(meter: &mut Meter) -> PositionId {
    set_price(&mut meter.chain, 200);
    let minted = 2_000 * USD;
    let done = meter
        .chain
        .vault()
        .open("carol", ETH, 17 * ONE_ETH, minted)
        .unwrap();
    set_price(&mut meter.chain, 160);
    done.position().unwrap()
}

fn liquidations(meter: &mut Meter) {
    let selection = Selection::Riskiest { limit: 1 };
    let liquidate = LiquidationMsg::Liquidate {
        collateral_type: ETH,
        selection: selection.clone(),
    };
    risky(meter);
    meter.liquidation("liquidate the riskiest", &liquidate);
    let position = risky(meter);
    let by_id = Selection::Positions {
        ids: vec![position],
    };
    let by_id = LiquidationMsg::Liquidate {
        collateral_type: ETH,
        selection: by_id,
    };
    meter.liquidation("liquidate by id", &by_id);
    risky(meter);
    let hook = LiquidationHook::Liquidate {
        collateral_type: ETH,
        selection,
    };
    meter.paid_liquidation("liquidate, buying too", 3_000 * USD, &hook);
    meter.liquidation(
        "settle",
        &LiquidationMsg::Settle {
            collateral_type: ETH,
        },
    );
    meter.liquidation(
        "claim",
        &LiquidationMsg::Claim {
            collateral_type: ETH,
        },
    );
}

/// From one position, which has the lowest ratio: in part, then whole.
fn redemptions(meter: &mut Meter) {
    risky(meter);
    for (name, amount) in [("redeem a part", 500), ("redeem", 1_700)] {
        let hook = ReceiveMsg::Redeem {
            collateral_type: ETH,
            limit: 1,
            minimum: Uint128::zero(),
        };
        let call = repayment(&meter.chain, &hook, amount * USD);
        meter.take(name, call);
    }
    set_price(&mut meter.chain, 200);
}

/// An order under its trigger at 160 dollars, where none of the dust's is.
fn orders(meter: &mut Meter) {
    set_price(&mut meter.chain, 200);
    let open = Msg::Open {
        collateral_type: ETH,
        mint: Some(Uint128::new(2_000 * USD)),
    };
    let position = meter
        .deposited("open for an order", &open, 20 * ONE_ETH)
        .unwrap();
    meter.vault("place order", &order(position, 180));
    let amount = Uint128::new(10 * USD);
    meter.vault("mint with an order", &Msg::Mint { position, amount });
    meter.deposited("add reserve", &Msg::AddReserve { position }, ONE_ETH / 10);
    set_price(&mut meter.chain, 160);
    let fillable = QueryMsg::FillableOrders {
        collateral_type: ETH,
        start_after: None,
        limit: Some(1),
    };
    meter.ask("query fillable orders", &fillable);
    let minimum = Uint128::one();
    let fill = ReceiveMsg::Fill { position, minimum };
    for name in ["fill with a reserve", "fill"] {
        let call = repayment(&meter.chain, &fill, 100 * USD);
        meter.take(name, call);
    }
    meter.deposited("add reserve again", &Msg::AddReserve { position }, ONE_ETH);
    meter.vault("use reserve", &Msg::UseReserve { position });
    meter.vault("cancel order", &Msg::CancelOrder { position });
    set_price(&mut meter.chain, 200);
}

fn fees(meter: &mut Meter) {
    meter.chain.advance(365 * 86_400);
    set_price(&mut meter.chain, 200);
    meter.vault(
        "collect",
        &Msg::Collect {
            collateral_type: ETH,
        },
    );
}

fn lists(meter: &mut Meter) {
    let owner = meter.chain.address(meter.who).unwrap().to_string();
    // The first three entries: everybody here has as many.
    let limit = Some(1);
    let by_owner = QueryMsg::PositionsByOwner {
        owner,
        start_after: None,
        limit,
    };
    meter.ask("query positions by owner", &by_owner);
    let of_type = QueryMsg::Positions {
        collateral_type: ETH,
        start_after: None,
        limit,
    };
    meter.ask("query positions", &of_type);
    meter.ask(
        "query redemption",
        &QueryMsg::Redemption {
            collateral_type: ETH,
            amount: Uint128::new(500 * USD),
            limit: 1,
        },
    );
    meter.ask(
        "query riskiest",
        &QueryMsg::Riskiest {
            collateral_type: ETH,
            start_after: None,
            limit,
        },
    );
}

/// At 120 dollars all dust is unsafe: nobody pays for that, unless they choose to.
fn among_unsafe_dust(meter: &mut Meter) {
    let position = risky(meter);
    set_price(&mut meter.chain, 120);
    let selection = Selection::Positions {
        ids: vec![position],
    };
    let by_id = LiquidationMsg::Liquidate {
        collateral_type: ETH,
        selection,
    };
    meter.liquidation("liquidate by id among unsafe dust", &by_id);
    let selection = Selection::Riskiest { limit: 10 };
    let ten = LiquidationMsg::Liquidate {
        collateral_type: ETH,
        selection,
    };
    meter.liquidation("liquidate ten of the dust", &ten);
    set_price(&mut meter.chain, 200);
    let mint = Some(Uint128::new(1_000 * USD));
    let open = Msg::Open {
        collateral_type: ETH,
        mint,
    };
    let position = meter
        .deposited("open among dust", &open, 20 * ONE_ETH)
        .unwrap();
    let call = repayment(&meter.chain, &ReceiveMsg::Repay { position }, 500 * USD);
    meter.take("repay among dust", call);
}
