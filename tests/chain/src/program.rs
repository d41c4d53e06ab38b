//! Programs that run beside the test: the `ballast` command and keepers.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::OnceLock,
};

use serde_json::Value;

use crate::site::{root, Site};

/// The `ballast` command: the one that `BALLAST_PROGRAM` names, or this workspace's, which is built if it
/// is not there.
pub fn ballast() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        if let Some(named) = std::env::var_os("BALLAST_PROGRAM") {
            return PathBuf::from(named);
        }
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(root())
            .args(["build", "--quiet", "--package", "ballast-cli"])
            .args(["--bin", "ballast", "--message-format", "json"]);
        let output = cargo.stderr(Stdio::inherit()).output().unwrap();
        assert!(
            output.status.success(),
            "the ballast command cannot be built"
        );
        let text = String::from_utf8_lossy(&output.stdout);
        let messages = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let mut programs = messages.filter_map(|it| it["executable"].as_str().map(PathBuf::from));
        programs.find(|path| path.ends_with("ballast")).unwrap()
    })
}

/// The configuration of one of the accounts as a keeper that looks at everything every two seconds and liquidates
/// without profit; `what` are the sections of what else it does.
pub fn keeper_config(site: &Site, name: &str, what: &str) -> PathBuf {
    let (manifest, key) = (site.manifest_file(), site.network.key(name).unwrap());
    let (manifest, key) = (manifest.display(), key.display());
    let text = format!(
        "manifest = \"{manifest}\"\nkey_file = \"{key}\"\n\
         [tasks]\ninterval_seconds = 2\nbackoff_last_seconds = 4\n\
         [prices]\nenabled = false\n\
         [liquidation]\nminimum_profit_usd = \"0\"\n\
         [housekeeping]\ninterval_seconds = 5\n\
         [server]\nlisten = \"127.0.0.1:0\"\n[log]\nformat = \"json\"\n\
         {what}"
    );
    let file = site.folder.path().join(format!("{name}.toml"));
    fs::write(&file, text).unwrap();
    file
}

/// A keeper as a process of its own, which can be killed.
pub struct KeeperProcess {
    program: PathBuf,
    config: PathBuf,
    log: PathBuf,
    child: Child,
}

impl KeeperProcess {
    /// Starts one. Its log goes into a file beside its configuration.
    pub fn start(program: &Path, config: &Path) -> Self {
        let log = config.with_extension("log");
        let child = spawn(program, config, &log);
        Self {
            program: program.to_owned(),
            config: config.to_owned(),
            log,
            child,
        }
    }

    /// Ends it as a power failure would.
    pub fn kill(&mut self) {
        assert_eq!(
            self.child.try_wait().unwrap(),
            None,
            "it had ended: {}",
            self.tail()
        );
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again after [`Self::kill`].
    pub fn start_again(&mut self) {
        self.child = spawn(&self.program, &self.config, &self.log);
    }

    /// Asks it to end, as a system's supervisor does.
    pub fn stop(&mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap()
    }

    /// How many lines of its log say something.
    pub fn said(&self, words: &str) -> usize {
        let log = fs::read_to_string(&self.log).unwrap();
        log.lines().filter(|line| line.contains(words)).count()
    }

    /// The end of its log.
    pub fn tail(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }
}

impl Drop for KeeperProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(program: &Path, config: &Path, log: &Path) -> Child {
    let log = File::options().create(true).append(true).open(log).unwrap();
    Command::new(program)
        .args(["keeper", "run", "--config"])
        .arg(config)
        .env_remove("BALLAST_KEY")
        .env_remove("BALLAST_CHAIN")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap()
}
