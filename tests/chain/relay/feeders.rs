//! Feeders that sign with the command line and send nothing.

use std::{
    fs,
    path::PathBuf,
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc, Mutex,
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use ballast_chain_tests::{Cli, Site};
use serde_json::{json, Value};

/// How long a feeder waits between two reports.
const BEAT: Duration = Duration::from_secs(2);

/// What each of them says of ether, as long as this lives. Who is not among them is dead.
pub struct Feeders {
    says: Arc<Mutex<Vec<(String, String)>>>,
    has_ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// Where a feeder's last report lies.
pub fn file_of(site: &Site, feeder: &str) -> PathBuf {
    site.folder.path().join(format!("{feeder}.json"))
}

/// Has a feeder sign a price into its file.
pub fn sign(cli: &Cli, feeder: &str, price: &str) -> String {
    let file = format!("{feeder}.json");
    cli.says(feeder, &["oracle", "sign", "ETH", price, "--file", &file])
}

impl Feeders {
    /// They begin at once.
    pub fn start(site: &Site, says: &[(&str, &str)]) -> Self {
        let (cli, says) = (Cli::of(site), Arc::new(Mutex::new(owned(says))));
        let has_ended = Arc::new(AtomicBool::new(false));
        let (told, ended) = (Arc::clone(&says), Arc::clone(&has_ended));
        let thread = thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                let now = told.lock().unwrap().clone();
                for (feeder, price) in now {
                    sign(&cli, &feeder, &price);
                }
                thread::sleep(BEAT);
            }
        });
        Self {
            says,
            has_ended,
            thread: Some(thread),
        }
    }

    /// From now on they say something else.
    pub fn say(&self, says: &[(&str, &str)]) {
        *self.says.lock().unwrap() = owned(says);
    }
}

impl Drop for Feeders {
    fn drop(&mut self) {
        self.has_ended.store(true, Ordering::Relaxed);
        let joined = self.thread.take().map(JoinHandle::join);
        assert!(thread::panicking() || joined.is_none_or(|it| it.is_ok()));
    }
}

fn owned(says: &[(&str, &str)]) -> Vec<(String, String)> {
    let says = says.iter();
    says.map(|(feeder, price)| ((*feeder).to_owned(), (*price).to_owned()))
        .collect()
}

/// A file with a feeder's report in which somebody has changed the price.
pub fn forge(site: &Site, feeder: &str) -> PathBuf {
    let text = fs::read_to_string(file_of(site, feeder)).unwrap();
    let mut list: Value = serde_json::from_str(&text).unwrap();
    *list.pointer_mut("/0/report/price").unwrap() = json!("1");
    let file = file_of(site, "forged");
    fs::write(&file, list.to_string()).unwrap();
    file
}
