//! Whose blocks are told, and which of them.

use std::{
    net::{TcpListener, TcpStream},
    sync::{
        mpsc::{channel, Sender},
        Arc, Mutex,
    },
    time::Duration,
};

use serde_json::{json, Value};
use tokio::time::timeout;
use tungstenite::Message;

use super::{Block, BlockEvent, Blocks};
use crate::{
    fake_node::{config, now, serve_http, written, Reply},
    Client,
};

/// A node with a websocket: one listener for both.
struct Telling {
    url: String,
    latest: Arc<Mutex<Block>>,
    /// Of every websocket that was opened.
    told: Arc<Mutex<Vec<Sender<Block>>>>,
    is_silent: Arc<Mutex<bool>>,
}

impl Telling {
    fn new(height: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let time = now() - 20;
        let node = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            latest: Arc::new(Mutex::new(Block { height, time })),
            told: Arc::default(),
            is_silent: Arc::default(),
        };
        let (latest, told) = (Arc::clone(&node.latest), Arc::clone(&node.told));
        let is_silent = Arc::clone(&node.is_silent);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                if is_websocket(&stream) {
                    let (send, blocks) = channel();
                    told.lock().unwrap().push(send);
                    std::thread::spawn(move || tell(stream, blocks));
                } else if !*is_silent.lock().unwrap() {
                    serve_http(stream, |method| answer(method, *latest.lock().unwrap()));
                }
            }
        });
        node
    }

    /// Has a block, and tells of it wherever it was asked to.
    fn makes(&self, height: u64, time: u64) {
        let block = Block { height, time };
        *self.latest.lock().unwrap() = block;
        self.tells(block);
    }

    fn tells(&self, block: Block) {
        let told = self.told.lock().unwrap();
        let heard = told.iter().filter(|to| to.send(block).is_ok());
        assert!(heard.count() > 0, "nobody listens");
    }

    fn opened(&self) -> usize {
        self.told.lock().unwrap().len()
    }
}

fn is_websocket(stream: &TcpStream) -> bool {
    let mut begin = [0; 4];
    stream.peek(&mut begin).is_ok() && &begin == b"GET "
}

fn answer(method: &str, latest: Block) -> Reply {
    match method {
        "status" => Reply::Result(crate::fake_node::status(
            "chain-1",
            (latest.height, latest.time),
        )),
        _ => Reply::Error("not here"),
    }
}

fn tell(stream: TcpStream, blocks: std::sync::mpsc::Receiver<Block>) {
    let Ok(mut socket) = tungstenite::accept(stream) else {
        return;
    };
    let Ok(Message::Text(asked)) = socket.read() else {
        return;
    };
    let asked: Value = serde_json::from_str(&asked).unwrap();
    let id = &asked["id"];
    let mut say = |result: Value| {
        let text = json!({ "jsonrpc": "2.0", "id": id, "result": result }).to_string();
        socket.send(Message::Text(text)).is_ok()
    };
    say(json!({}));
    while let Ok(block) = blocks.recv() {
        if !say(event(block)) {
            return;
        }
    }
}

fn event(block: Block) -> Value {
    let hash = "AB".repeat(32);
    let header = json!({
        "version": {"block": "11", "app": "0"},
        "chain_id": "chain-1",
        "height": block.height.to_string(),
        "time": written(block.time),
        "last_block_id": null,
        "last_commit_hash": hash,
        "data_hash": hash,
        "validators_hash": hash,
        "next_validators_hash": hash,
        "consensus_hash": hash,
        "app_hash": hash,
        "last_results_hash": hash,
        "evidence_hash": hash,
        "proposer_address": "AB".repeat(20),
    });
    let made = json!({
        "header": header,
        "data": {"txs": []},
        "evidence": {"evidence": []},
        "last_commit": null,
    });
    let id = json!({"hash": hash, "parts": {"total": 1, "hash": hash}});
    let results = json!({
        "events": [], "tx_results": [], "validator_updates": [],
        "consensus_param_updates": null, "app_hash": hash,
    });
    json!({
        "query": "tm.event = 'NewBlock'",
        "data": {
            "type": "tendermint/event/NewBlock",
            "value": {"block": made, "block_id": id, "result_finalize_block": results},
        },
        "events": {"tm.event": ["NewBlock"]},
    })
}

/// The next that is told, if anything is.
async fn told(blocks: &mut Blocks) -> Option<BlockEvent> {
    timeout(Duration::from_secs(3), blocks.next()).await.ok()
}

/// Opens the websocket, which no block tells of.
async fn opened(nodes: &[&Telling]) -> (Client, Blocks) {
    let urls: Vec<_> = nodes.iter().map(|node| node.url.as_str()).collect();
    let client = Client::connect(config(&urls)).await.unwrap();
    let mut blocks = client.blocks();
    assert_eq!(told(&mut blocks).await, None);
    (client, blocks)
}

const fn block(height: u64, time: u64) -> BlockEvent {
    BlockEvent::Block(Block { height, time })
}

#[tokio::test]
async fn h52_blocks_come_from_the_node_that_is_asked() {
    let (first, second) = (Telling::new(100), Telling::new(100));
    let (client, mut blocks) = opened(&[&first, &second]).await;
    let time = now() - 10;
    first.makes(101, time);
    assert_eq!(told(&mut blocks).await, Some(block(101, time)));

    *first.is_silent.lock().unwrap() = true;
    client.latest_block().await.unwrap();
    assert_eq!(client.endpoint().whole(), second.url);
    // The second is a block behind; the first still tells, and is not listened to any more.
    assert_eq!(told(&mut blocks).await, None);
    assert_eq!((first.opened(), second.opened()), (1, 1));
    first.tells(Block {
        height: 109,
        time: time + 8,
    });
    second.makes(101, time);
    second.makes(102, time + 1);
    assert_eq!(told(&mut blocks).await, Some(block(102, time + 1)));
}

#[tokio::test]
async fn h52_a_height_that_the_chain_does_not_have_hides_no_block_for_long() {
    let node = Telling::new(100);
    let (_, mut blocks) = opened(&[&node]).await;
    let time = now() - 10;
    let wrong = Block {
        height: 150,
        time: time + 5,
    };
    node.tells(wrong);
    let mut last = told(&mut blocks).await;
    while let Some(BlockEvent::Skipped { .. }) = last {
        last = told(&mut blocks).await;
    }
    assert_eq!(last, Some(block(150, time + 5)));
    node.makes(101, time);
    node.makes(102, time + 6);
    assert_eq!(told(&mut blocks).await, Some(block(102, time + 6)));
    node.makes(103, time + 7);
    assert_eq!(told(&mut blocks).await, Some(block(103, time + 7)));
}
