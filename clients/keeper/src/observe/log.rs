//! Logs on the standard error output.

use std::io::{self, IsTerminal};

use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::{
    filter::filter_fn, fmt::MakeWriter, layer::SubscriberExt, util::SubscriberInitExt, EnvFilter,
};

use crate::config::{LogConfig, LogFormat};

/// Libraries that write whole addresses, with the keys in them, among their details.
const TALKATIVE: [&str; 6] = [
    "tendermint_rpc",
    "reqwest",
    "hyper",
    "async_tungstenite",
    "tungstenite",
    "rustls",
];

/// Begins to write logs. In a process that writes logs already, it changes nothing.
pub fn start(config: &LogConfig) {
    let _ = subscriber(config, io::stderr().is_terminal(), io::stderr).try_init();
}

fn subscriber<W>(
    config: &LogConfig,
    is_coloured: bool,
    writer: W,
) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_new(&config.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(is_coloured)
        .with_writer(writer);
    match config.format {
        LogFormat::Text => Box::new(logs.finish().with(filter_fn(is_fit))),
        LogFormat::Json => {
            let logs = logs.json().flatten_event(true).finish();
            Box::new(logs.with(filter_fn(is_fit)))
        }
    }
}

/// Whether a line may be written: the details of talkative libraries never, whatever level is asked for.
fn is_fit(line: &Metadata<'_>) -> bool {
    let library = line.target().split("::").next().unwrap_or_default();
    *line.level() <= Level::INFO || !TALKATIVE.contains(&library)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn addresses_that_libraries_write_are_in_no_log_at_any_level() {
        for format in [LogFormat::Text, LogFormat::Json] {
            let page = Page::default();
            let own = page.clone();
            let config = LogConfig {
                format,
                level: "trace,tendermint_rpc::client=trace".to_owned(),
            };
            let logs = subscriber(&config, false, move || own.clone());
            tracing::subscriber::with_default(logs, || {
                let url = "http://127.0.0.1/s3cret";
                tracing::debug!(target: "tendermint_rpc::client::transport::http", url, "request");
                tracing::trace!(target: "hyper::client::connect", url, "connects");
                tracing::info!(target: "tendermint_rpc::client", "news");
                tracing::debug!("details");
            });
            let written = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
            assert!(!written.contains("s3cret"), "{written}");
            assert!(
                written.contains("news") && written.contains("details"),
                "{written}"
            );
        }
    }
}
