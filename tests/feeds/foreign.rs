//! A token that somebody else's oracle prices, which answers as Pyth's contract does.

use ballast_oracle::foreign::ForeignError;
use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::oracle::{FeedKind, Intake, Source};
use cosmwasm_std::{
    Binary, Decimal, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult,
};
use cw_multi_test::{ContractWrapper, Executor};
use serde_json::{json, Value};

use crate::support::{add_feed, by_feeders, liquidate, list, stake, STAKE};

const KEY: &[u8] = b"answer";
const ID: &str = "63f341689d98a12ef60a5cff1d7f85c70a9e17bf1575f0e7c0b2512d48b1c8b3";

#[allow(clippy::needless_pass_by_value, clippy::unnecessary_wraps)] // the shape of an entry point
fn remember(deps: DepsMut, _: Env, _: MessageInfo, answer: Value) -> StdResult<Response> {
    deps.storage.set(KEY, answer.to_string().as_bytes());
    Ok(Response::new())
}

#[allow(clippy::needless_pass_by_value)] // the shape of an entry point
fn answer(deps: Deps, _: Env, question: Value) -> StdResult<Binary> {
    let asked = question.pointer("/price_feed/id").and_then(Value::as_str);
    if asked != Some(ID) {
        return Err(StdError::generic_err("no such price feed"));
    }
    let answer = deps.storage.get(KEY);
    answer
        .map(Binary::from)
        .ok_or_else(|| StdError::not_found("price"))
}

/// What Pyth's contract would say: price and confidence in hundred-millionths of a dollar.
fn says(price: i64, confidence: u64, publish_time: u64) -> Value {
    let stated = json!({
        "price": price.to_string(), "conf": confidence.to_string(), "expo": -8,
        "publish_time": publish_time,
    });
    json!({ "price_feed": { "id": ID, "price": stated, "ema_price": stated } })
}

/// Stake is priced by a foreign oracle, which has said nothing yet.
struct Foreign {
    suite: Suite,
    oracle: cosmwasm_std::Addr,
}

impl Foreign {
    fn new() -> Self {
        let mut suite = SuiteBuilder::base().with_no_fees().build();
        let code = ContractWrapper::<_, _, _, _, _, _, Empty, Empty, Empty>::new(
            remember, remember, answer,
        );
        let owner = suite.chain.address("owner").unwrap();
        let app = suite.chain.app_mut();
        let id = app.store_code(Box::new(code));
        let oracle = app
            .instantiate_contract(id, owner, &json!(null), &[], "pyth", None)
            .unwrap();
        let intake = Intake {
            source: Source::Pyth {
                contract: oracle.to_string(),
                price_id: ID.to_owned(),
                maximum_confidence: Decimal::percent(1),
            },
            ..by_feeders()
        };
        add_feed(&mut suite, "STAKE", FeedKind::Price { intake });
        list(&mut suite, "STAKE");
        Self { suite, oracle }
    }

    fn say(&mut self, answer: &Value) {
        let owner = self.suite.chain.address("owner").unwrap();
        let app = self.suite.chain.app_mut();
        app.execute_contract(owner, self.oracle.clone(), answer, &[])
            .unwrap();
        self.suite.chain.watch().unwrap();
    }

    /// Says a price of this second and has it read by anyone.
    fn set(&mut self, dollars: i64) {
        self.suite.chain.advance(60);
        let now = self.suite.chain.now();
        self.say(&says(dollars * 100_000_000, 1_000, now));
        self.suite
            .ok(|chain| chain.oracle().poke("carol", &["STAKE"]));
    }
}

#[test]
fn what_a_foreign_oracle_prices_is_collateral() {
    let mut it = Foreign::new();
    it.set(100);
    let suite = &mut it.suite;
    let position = suite.open("alice", STAKE, stake("10"), usd("600"));
    suite.open("bob", ETH, eth("100"), usd("5000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", STAKE, usd("5000")));
    assert_eq!(
        suite.chain.price("STAKE").unwrap().unwrap().spot,
        price("100")
    );
    // A fall beyond the step is confirmed by the oracle's next word.
    it.set(70);
    let waiting = it.suite.chain.price("STAKE").unwrap().unwrap();
    assert_eq!(
        (waiting.spot, waiting.pending.unwrap().price),
        (price("100"), price("70"))
    );
    it.suite.chain.advance(60);
    let now = it.suite.chain.now();
    it.say(&says(6_900_000_000, 1_000, now));
    let poke = ballast_types::oracle::ExecuteMsg::Poke {
        feeds: vec!["STAKE".to_owned()],
    };
    let poke = ballast_devchain::Call::new(ballast_devchain::ORACLE, &poke, &[]).unwrap();
    let calls = vec![poke, liquidate(position)];
    it.suite.ok(|chain| chain.execute_all("keeper", calls));
}

#[test]
fn what_a_foreign_oracle_cannot_say_is_refused() {
    let mut it = Foreign::new();
    let now = it.suite.chain.now();
    let mut refused = |answer: &Value| {
        it.say(answer);
        let poke =
            |chain: &mut ballast_devchain::Devchain| chain.oracle().poke("carol", &["STAKE"]);
        it.suite.refused_by::<ballast_oracle::ContractError>(poke)
    };
    let error = refused(&says(-5, 0, now));
    assert!(
        matches!(
            error,
            ballast_oracle::ContractError::Foreign {
                error: ForeignError::NoPrice { price: -5, .. },
                ..
            }
        ),
        "{error}"
    );
    let error = refused(&says(100_000_000, 1_000_001, now));
    assert!(
        matches!(
            error,
            ballast_oracle::ContractError::Foreign {
                error: ForeignError::Unsure { .. },
                ..
            }
        ),
        "{error}"
    );
    let error = refused(&says(100_000_000, 1, now * 1_000));
    assert!(
        matches!(
            error,
            ballast_oracle::ContractError::PublishedInFuture { .. }
        ),
        "{error}"
    );
    let error = refused(&json!({ "price": "1" }));
    assert!(
        matches!(
            error,
            ballast_oracle::ContractError::Foreign {
                error: ForeignError::Unreadable(_),
                ..
            }
        ),
        "{error}"
    );
}
