//! A node of one test: answers over HTTP what the test tells it to.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::{SystemTime, UNIX_EPOCH},
};

use cosmrs::tendermint::Time;
use serde_json::{json, Value};

use crate::ChainConfig;

/// What a node does with a question.
pub(crate) enum Reply {
    Result(Value),
    Error(&'static str),
    NoMethod,
    Http(&'static str),
    Text(String),
    Silence,
}

/// A node that lives until the test's process ends.
pub(crate) struct FakeNode(String);

impl FakeNode {
    /// Serves `chain_id`, its latest block so many seconds old; other methods as `answer` says.
    pub(crate) fn new(
        chain_id: &str,
        age: u64,
        answer: impl Fn(&str) -> Reply + Send + 'static,
    ) -> Self {
        let status = status(chain_id, (100, now() - age));
        Self::saying(move |method| match method {
            "status" => Reply::Result(status.clone()),
            other => answer(other),
        })
    }

    /// A node of `chain-1` whose latest block, height and time, can be changed.
    pub(crate) fn at(
        latest: &Arc<Mutex<(u64, u64)>>,
        answer: impl Fn(&str) -> Reply + Send + 'static,
    ) -> Self {
        let latest = Arc::clone(latest);
        Self::saying(move |method| match method {
            "status" => Reply::Result(status("chain-1", *latest.lock().unwrap())),
            other => answer(other),
        })
    }

    /// Says whatever it is told to.
    pub(crate) fn saying(answer: impl Fn(&str) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve_http(stream.unwrap(), &answer);
            }
        });
        Self(url)
    }

    /// The address of a node that tells its state once and is gone.
    pub(crate) fn once(chain_id: &str) -> String {
        let status = status(chain_id, (100, now() - 1));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            drop(listener);
            serve_http(stream, |_| Reply::Result(status.clone()));
        });
        url
    }

    pub(crate) fn url(&self) -> &str {
        &self.0
    }
}

/// An endpoint on which nothing listens.
pub(crate) fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

pub(crate) fn config(urls: &[&str]) -> ChainConfig {
    let rpc = urls.iter().copied();
    ChainConfig::new("chain-1", rpc, "wasm", "0.025stake".parse().unwrap())
}

pub(crate) fn serve_http(mut stream: TcpStream, answer: impl Fn(&str) -> Reply) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut length = 0;
    for line in reader.by_ref().lines() {
        let line = line.unwrap().to_ascii_lowercase();
        if let Some(given) = line.strip_prefix("content-length: ") {
            length = given.parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let question: Value = serde_json::from_slice(&body).unwrap_or_default();
    let id = &question["id"];
    let (status, body) = match answer(question["method"].as_str().unwrap_or_default()) {
        Reply::Silence => return,
        Reply::Http(status) => (status, String::new()),
        Reply::Text(text) => ("200 OK", text),
        Reply::Result(result) => (
            "200 OK",
            json!({"jsonrpc": "2.0", "id": id, "result": result}).to_string(),
        ),
        Reply::Error(data) => refusal(id, -32603, "Internal error", data),
        Reply::NoMethod => refusal(id, -32601, "Method not found", ""),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).unwrap();
}

fn refusal(id: &Value, code: i32, message: &str, data: &str) -> (&'static str, String) {
    let mut error = json!({"code": code, "message": message});
    if !data.is_empty() {
        error["data"] = data.into();
    }
    let body = json!({"jsonrpc": "2.0", "id": id, "error": error});
    ("200 OK", body.to_string())
}

/// The machine's clock, unix seconds.
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    since.as_secs()
}

pub(crate) fn written(time: u64) -> String {
    let time = Time::from_unix_timestamp(i64::try_from(time).unwrap(), 0).unwrap();
    time.to_rfc3339()
}

pub(crate) fn status(chain_id: &str, (height, time): (u64, u64)) -> Value {
    let time = written(time);
    let hash = "AB".repeat(32);
    json!({
        "node_info": {
            "protocol_version": {"p2p": "8", "block": "11", "app": "0"},
            "id": "57".repeat(20),
            "listen_addr": "tcp://127.0.0.1:26656",
            "network": chain_id,
            "version": "0.38.19",
            "channels": "40202122233038606100",
            "moniker": "node",
            "other": {"tx_index": "on", "rpc_address": "tcp://127.0.0.1:26657"},
        },
        "sync_info": {
            "latest_block_hash": hash,
            "latest_app_hash": hash,
            "latest_block_height": height.to_string(),
            "latest_block_time": time,
            "earliest_block_hash": hash,
            "earliest_app_hash": hash,
            "earliest_block_height": "1",
            "earliest_block_time": time,
            "catching_up": false,
        },
        "validator_info": {
            "address": "AB".repeat(20),
            "pub_key": {"type": "tendermint/PubKeyEd25519", "value": "QbA75sm3yrePUsUObi/kx8IkR0GA5TRV745jlAgwAQI="},
            "voting_power": "1",
        },
    })
}
