//! Every message that there is, each valid for whoever may send it.

use ballast_devchain::{LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use ballast_tests::{btc, eth, usd, Suite};
use cosmwasm_std::{to_json_binary, Coin};
use serde_json::{json, Value};

use crate::stage::{aeth, nothing, offered, paused, settled, Attempt, Prepare, Stage};

/// A message, who may send it, and what must be so before.
pub struct Row {
    /// What the test calls it: contract and variant, `contract.receive.variant` for a hook.
    pub name: &'static str,
    /// The message.
    pub attempt: Attempt,
    /// Roles that may send it; one of them, the first, is who sends it in the other matrices.
    pub allowed: &'static [&'static str],
    /// What must be so before.
    pub prepare: Prepare,
    /// Whether it takes coins.
    pub takes_coins: bool,
    /// The token that carries the message as its hook.
    pub token: Option<&'static str>,
    /// The hook's payload.
    pub hook: Option<Value>,
    /// Tokens sent with the hook.
    pub amount: u128,
}

/// Everybody.
pub const ANYONE: &[&str] = &crate::stage::ROLES;
/// A position's owner alone.
const HOLDER: &[&str] = &["alice"];
/// A position's owner and the operator.
const HANDS: &[&str] = &["alice", "dave"];
const OWNER: &[&str] = &["owner"];
const NOBODY: &[&str] = &[];
const MALLORY: &[&str] = &["mallory"];

fn row(name: &'static str, allowed: &'static [&'static str], msg: Value) -> Row {
    let contract = name.split('.').next().unwrap().to_owned();
    let attempt = Attempt {
        contract,
        msg,
        funds: vec![],
    };
    let (prepare, takes_coins, token, hook) = (nothing as Prepare, false, None, None);
    Row {
        name,
        attempt,
        allowed,
        prepare,
        takes_coins,
        token,
        hook,
        amount: 0,
    }
}

impl Row {
    fn with(mut self, funds: Vec<Coin>) -> Self {
        self.attempt.funds = funds;
        self.takes_coins = true;
        self
    }

    fn after(mut self, prepare: Prepare) -> Self {
        self.prepare = prepare;
        self
    }

    /// The same with another payload for its hook.
    pub fn with_hook(&self, suite: &Suite, payload: &[u8]) -> Attempt {
        let contract = self.name.split('.').next().unwrap();
        let msg = json!({ "send": {
            "contract": suite.address(contract),
            "amount": self.amount.to_string(),
            "msg": cosmwasm_std::Binary::from(payload.to_vec()),
        }});
        Attempt {
            contract: self.token.unwrap().to_owned(),
            msg,
            funds: vec![],
        }
    }
}

fn hook(
    suite: &Suite,
    name: &'static str,
    allowed: &'static [&'static str],
    (token, amount): (&'static str, u128),
    payload: Value,
) -> Row {
    let mut row = row(name, allowed, Value::Null);
    (row.token, row.amount) = (Some(token), amount);
    let bytes = to_json_binary(&payload).unwrap();
    row.attempt = row.with_hook(suite, bytes.as_slice());
    row.hook = Some(payload);
    row
}

/// All of them.
pub fn all(stage: &Stage) -> Vec<Row> {
    let mut rows = positions(stage);
    rows.extend(ledger(stage));
    rows.extend(governance(stage));
    rows.extend(liquidation(stage));
    rows.extend(oracle(stage));
    rows.extend(stablecoin(stage));
    rows
}

fn positions(
    Stage {
        suite,
        positions: on,
    }: &Stage,
) -> Vec<Row> {
    let address = |name| suite.address(name);
    let (ether, bitcoin, free, given) = (on.ether, on.bitcoin, on.free, on.offered);
    let scope = json!({ "withdraw": true });
    let bits = ("wbtc", btc("0.5"));
    let dollars = (STABLECOIN, usd("100"));
    let closing = (STABLECOIN, usd("1000"));
    let one = eth("0.1").to_string();
    vec![
        row(
            "vault.open",
            ANYONE,
            json!({ "open": { "collateral_type": 1, "mint": usd("100").to_string() } }),
        )
        .with(aeth(eth("9"))),
        row(
            "vault.deposit",
            ANYONE,
            json!({ "deposit": { "position": ether } }),
        )
        .with(aeth(5)),
        row(
            "vault.withdraw",
            HANDS,
            json!({ "withdraw": { "position": ether, "amount": one } }),
        ),
        row(
            "vault.mint",
            HANDS,
            json!({ "mint": { "position": ether, "amount": "5" } }),
        ),
        row(
            "vault.adjust",
            HANDS,
            json!({ "adjust": { "position": ether, "withdraw": null, "mint": "5" } }),
        )
        .with(aeth(5)),
        row(
            "vault.close",
            HANDS,
            json!({ "close": { "position": free } }),
        ),
        row(
            "vault.transfer_position",
            HOLDER,
            json!({ "transfer_position": { "position": ether, "to": address("bob") } }),
        ),
        row(
            "vault.accept_position",
            MALLORY,
            json!({ "accept_position": { "position": given } }),
        ),
        row(
            "vault.cancel_transfer",
            HOLDER,
            json!({ "cancel_transfer": { "position": given } }),
        ),
        row(
            "vault.set_operator",
            HOLDER,
            json!({ "set_operator": { "position": ether, "operator": address("mallory"), "scope": scope } }),
        ),
        row(
            "vault.remove_operator",
            HANDS,
            json!({ "remove_operator": { "position": ether, "operator": address("dave") } }),
        ),
        hook(
            suite,
            "vault.receive.open",
            ANYONE,
            bits,
            json!({ "open": { "collateral_type": 2, "mint": "100000000" } }),
        ),
        hook(
            suite,
            "vault.receive.deposit",
            ANYONE,
            bits,
            json!({ "deposit": { "position": bitcoin } }),
        ),
        hook(
            suite,
            "vault.receive.repay",
            ANYONE,
            dollars,
            json!({ "repay": { "position": ether } }),
        ),
        hook(
            suite,
            "vault.receive.adjust",
            HANDS,
            dollars,
            json!({ "adjust": { "position": ether, "withdraw": one, "mint": null } }),
        ),
        hook(
            suite,
            "vault.receive.adjust",
            HANDS,
            bits,
            json!({ "adjust": { "position": bitcoin, "withdraw": null, "mint": "5" } }),
        ),
        hook(
            suite,
            "vault.receive.close",
            HANDS,
            closing,
            json!({ "close": { "position": ether } }),
        ),
        row(
            "vault.receive",
            NOBODY,
            json!({ "receive": {
            "sender": address("alice"), "amount": "5",
            "msg": to_json_binary(&json!({ "deposit": { "position": bitcoin } })).unwrap(),
        } }),
        ),
    ]
}

fn ledger(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let rooms = json!({ "pool": "1000000000", "caller": "0", "auction": "0" });
    let riskiest = json!({ "riskiest": { "limit": 3 } });
    vec![
        row(
            "vault.accrue",
            ANYONE,
            json!({ "accrue": { "collateral_type": 1 } }),
        ),
        row(
            "vault.net",
            ANYONE,
            json!({ "net": { "collateral_type": 1, "other": null } }),
        ),
        row(
            "vault.collect",
            ANYONE,
            json!({ "collect": { "collateral_type": 2 } }),
        )
        .after(settled),
        row(
            "vault.seize",
            &[LIQUIDATION],
            json!({ "seize": { "collateral_type": 1, "selection": riskiest, "rooms": rooms } }),
        ),
        hook(
            suite,
            "vault.receive.settle",
            ANYONE,
            (STABLECOIN, 7),
            json!({ "settle": { "collateral_type": 1 } }),
        ),
    ]
}

fn governance(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let address = |name| suite.address(name);
    let mut new = suite.listing(1);
    new.asset = ballast_types::Asset::Native {
        denom: "ustake".to_owned(),
    };
    let risk = new.risk.clone();
    vec![
        row(
            "vault.wire",
            NOBODY,
            json!({ "wire": {
            "stablecoin": address(STABLECOIN), "oracle": address(ORACLE), "liquidation": address(LIQUIDATION),
        } }),
        ),
        row(
            "vault.list_collateral_type",
            OWNER,
            json!({ "list_collateral_type": new }),
        ),
        row(
            "vault.set_risk_params",
            OWNER,
            json!({ "set_risk_params": { "collateral_type": 1, "risk": risk } }),
        ),
        row(
            "vault.ramp_ratios",
            OWNER,
            json!({ "ramp_ratios": {
            "collateral_type": 1, "liquidation_ratio": "1.5", "target_ratio": "1.6", "seconds": 86_400,
        } }),
        ),
        row(
            "vault.set_group",
            OWNER,
            json!({ "set_group": { "group": 5, "debt_ceiling": "7" } }),
        ),
        row(
            "vault.set_guardian",
            OWNER,
            json!({ "set_guardian": { "guardian": address("mallory") } }),
        ),
        row(
            "vault.pause_minting",
            &["guardian"],
            json!({ "pause_minting": { "seconds": 60 } }),
        ),
        row(
            "vault.resume_minting",
            &["guardian", "owner"],
            json!({ "resume_minting": {} }),
        )
        .after(paused),
        row(
            "vault.transfer_ownership",
            OWNER,
            json!({ "transfer_ownership": { "new_owner": address("bob"), "expires": null } }),
        ),
        row(
            "vault.accept_ownership",
            MALLORY,
            json!({ "accept_ownership": {} }),
        )
        .after(offered),
        row(
            "vault.cancel_ownership_transfer",
            OWNER,
            json!({ "cancel_ownership_transfer": {} }),
        )
        .after(offered),
    ]
}

fn liquidation(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let address = |name| suite.address(name);
    let riskiest = json!({ "riskiest": { "limit": 3 } });
    let liquidate = json!({ "liquidate": { "collateral_type": 1, "selection": riskiest } });
    vec![
        row("liquidation.liquidate", ANYONE, liquidate.clone()),
        row(
            "liquidation.withdraw",
            &["erin"],
            json!({ "withdraw": { "collateral_type": 1, "amount": "5" } }),
        ),
        row(
            "liquidation.claim",
            &["erin"],
            json!({ "claim": { "collateral_type": 1 } }),
        ),
        row(
            "liquidation.settle",
            ANYONE,
            json!({ "settle": { "collateral_type": 1 } }),
        ),
        row(
            "liquidation.transfer_ownership",
            OWNER,
            json!({ "transfer_ownership": { "new_owner": address("bob"), "expires": null } }),
        ),
        row(
            "liquidation.accept_ownership",
            MALLORY,
            json!({ "accept_ownership": {} }),
        )
        .after(offered),
        row(
            "liquidation.cancel_ownership_transfer",
            OWNER,
            json!({ "cancel_ownership_transfer": {} }),
        )
        .after(offered),
        hook(
            suite,
            "liquidation.receive.deposit",
            ANYONE,
            (STABLECOIN, 5),
            json!({ "deposit": { "collateral_type": 1 } }),
        ),
        hook(
            suite,
            "liquidation.receive.liquidate",
            ANYONE,
            (STABLECOIN, 5),
            liquidate,
        ),
        hook(
            suite,
            "liquidation.receive.yield",
            &[VAULT],
            (STABLECOIN, 5),
            json!({ "yield": { "collateral_type": 1, "otherwise": address("mallory") } }),
        ),
        row(
            "liquidation.receive",
            NOBODY,
            json!({ "receive": {
            "sender": address("alice"), "amount": "5",
            "msg": to_json_binary(&json!({ "deposit": { "collateral_type": 1 } })).unwrap(),
        } }),
        ),
    ]
}

fn oracle(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let address = |name: &str| suite.address(name);
    let feeders: Vec<_> = (1..=4)
        .map(|number| address(&format!("feeder-{number}")))
        .collect();
    let published_at = suite.chain.now();
    vec![
        row(
            "oracle.report",
            &["feeder-1"],
            json!({ "report": { "reports": [
            { "feed": "ETH", "price": "151", "published_at": published_at },
        ] } }),
        ),
        row(
            "oracle.add_feed",
            OWNER,
            json!({ "add_feed": {
            "feed": "SOL", "liars": 1, "quorum": 3, "beat": 60, "maximum_age": 180, "feeders": feeders,
        } }),
        ),
        row(
            "oracle.remove_feed",
            OWNER,
            json!({ "remove_feed": { "feed": "BTC" } }),
        ),
        row(
            "oracle.add_feeder",
            OWNER,
            json!({ "add_feeder": { "feed": "BTC", "feeder": address("mallory") } }),
        ),
        row(
            "oracle.remove_feeder",
            OWNER,
            json!({ "remove_feeder": { "feed": "ETH", "feeder": address("feeder-5") } }),
        ),
        row(
            "oracle.transfer_ownership",
            OWNER,
            json!({ "transfer_ownership": { "new_owner": address("bob"), "expires": null } }),
        ),
        row(
            "oracle.accept_ownership",
            MALLORY,
            json!({ "accept_ownership": {} }),
        )
        .after(offered),
        row(
            "oracle.cancel_ownership_transfer",
            OWNER,
            json!({ "cancel_ownership_transfer": {} }),
        )
        .after(offered),
    ]
}

fn stablecoin(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let address = |name| suite.address(name);
    let (alice, mallory) = (address("alice"), address("mallory"));
    let ours = json!({ "deposit": { "collateral_type": 1 } });
    let payload = to_json_binary(&ours).unwrap();
    vec![
        row(
            "stablecoin.transfer",
            ANYONE,
            json!({ "transfer": { "recipient": mallory, "amount": "5" } }),
        ),
        row(
            "stablecoin.burn",
            ANYONE,
            json!({ "burn": { "amount": "5" } }),
        ),
        row(
            "stablecoin.send",
            ANYONE,
            json!({ "send": { "contract": address(LIQUIDATION), "amount": "5", "msg": payload } }),
        ),
        row(
            "stablecoin.mint",
            &[VAULT],
            json!({ "mint": { "recipient": mallory, "amount": "5" } }),
        ),
        row(
            "stablecoin.update_minter",
            &[VAULT],
            json!({ "update_minter": { "new_minter": address(VAULT) } }),
        ),
        row(
            "stablecoin.increase_allowance",
            &["alice"],
            json!({ "increase_allowance": { "spender": mallory, "amount": "5", "expires": null } }),
        ),
        row(
            "stablecoin.decrease_allowance",
            NOBODY,
            json!({ "decrease_allowance": { "spender": address("bob"), "amount": "5", "expires": null } }),
        ),
        row(
            "stablecoin.transfer_from",
            NOBODY,
            json!({ "transfer_from": { "owner": alice, "recipient": mallory, "amount": "5" } }),
        ),
        row(
            "stablecoin.burn_from",
            NOBODY,
            json!({ "burn_from": { "owner": alice, "amount": "5" } }),
        ),
        row(
            "stablecoin.send_from",
            NOBODY,
            json!({ "send_from": { "owner": alice, "contract": address(VAULT), "amount": "5", "msg": payload } }),
        ),
        row(
            "stablecoin.update_marketing",
            OWNER,
            json!({ "update_marketing": { "project": "x", "description": null, "marketing": null } }),
        ),
        row(
            "stablecoin.upload_logo",
            OWNER,
            json!({ "upload_logo": { "url": "https://ballast.example/logo" } }),
        ),
    ]
}
