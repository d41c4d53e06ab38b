//! Processes: started, told apart from others that got the same id later, and ended.

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{kill_process, Pid, Signal};
use serde::{Deserialize, Serialize};

use crate::{binary::shown, files::trying, Error, Result};

/// How long the end of a process that was killed is waited for.
const KILLED_WITHIN: Duration = Duration::from_secs(10);

/// A process that was started, by its id and by when that was: a process id is used again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    pub pid: u32,
    /// The boot's id, and clock ticks since then.
    started: String,
}

impl Process {
    /// The process that has this id now, unless it has ended and only waits to be collected.
    pub fn with_id(pid: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        let ticks = start_of_living(&stat)?;
        Some(Self {
            pid,
            started: format!("{} {ticks}", boot.trim()),
        })
    }

    pub fn is_alive(&self) -> bool {
        Self::with_id(self.pid).as_ref() == Some(self)
    }

    /// Asks the process to end.
    pub fn terminate(&self) -> Result<()> {
        self.signal(Signal::TERM)
    }

    /// Ends the process at once, as a power failure would, and waits until it is gone.
    pub fn kill(&self) -> Result<()> {
        self.signal(Signal::KILL)?;
        if !self.ends_within(KILLED_WITHIN) {
            return Err(Error::DoesNotEnd {
                pid: self.pid,
                waited: KILLED_WITHIN,
            });
        }
        Ok(())
    }

    /// Waits for the end of the process; whether it came in time.
    pub fn ends_within(&self, patience: Duration) -> bool {
        let begun = Instant::now();
        while self.is_alive() {
            if begun.elapsed() > patience {
                return false;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        true
    }

    fn signal(&self, signal: Signal) -> Result<()> {
        let pid = i32::try_from(self.pid).ok().and_then(Pid::from_raw);
        let Some(pid) = pid.filter(|_| self.is_alive()) else {
            return Ok(());
        };
        match kill_process(pid, signal) {
            Err(rustix::io::Errno::SRCH) => Ok(()), // it ended in between
            other => other.map_err(|error| Error::Signal {
                pid: self.pid,
                source: error.into(),
            }),
        }
    }
}

/// The start time in /proc/<pid>/stat, unless the process is dead. The second field is the program's
/// name in brackets and may hold anything, so that counting begins after the last bracket. While other
/// threads end, the first one is a zombie already, and ports and files are still held.
fn start_of_living(stat: &str) -> Option<&str> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace();
    let state = fields.next()?; // the third field
    let threads = fields.nth(16)?; // the twentieth
    let started = fields.nth(1)?; // the twenty-second
    let has_ended = match state {
        "Z" => ["0", "1"].contains(&threads),
        state => ["X", "x"].contains(&state),
    };
    (!has_ended).then_some(started)
}

/// Starts a program that writes to the end of a log file. On its own it gets no signals meant for us,
/// such as the one that Ctrl-C sends, and outlives us.
pub fn spawn(command: &mut Command, log: &Path, on_its_own: bool) -> Result<Child> {
    let file = File::options().create(true).append(true).open(log);
    let file = file.map_err(trying("open", log))?;
    let errors = file.try_clone().map_err(trying("open", log))?;
    command.stdin(Stdio::null()).stdout(file).stderr(errors);
    if on_its_own {
        command.process_group(0);
    }
    command.spawn().map_err(|source| Error::Start {
        command: shown(command),
        source,
    })
}

/// The last lines of a log, as far as it can be read.
pub fn tail(log: &Path, lines: usize) -> String {
    let text = read_end(log, 16_384).unwrap_or_default();
    let all: Vec<&str> = text.lines().collect();
    let first = all.len().saturating_sub(lines);
    all.get(first..).unwrap_or_default().join("\n")
}

fn read_end(log: &Path, most: u64) -> std::io::Result<String> {
    let mut file = File::open(log)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(most)))?;
    let mut bytes = vec![];
    file.take(most).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sleeper() -> (Child, Process) {
        let child = Command::new("sleep").arg("60").spawn().unwrap();
        let process = Process::with_id(child.id()).unwrap();
        (child, process)
    }

    #[test]
    fn a_process_is_alive_until_it_is_killed() {
        let (mut child, process) = sleeper();
        assert!(process.is_alive());
        process.kill().unwrap();
        // Not collected yet, so that the id is still taken; it is dead nevertheless.
        assert!(!process.is_alive());
        child.wait().unwrap();
        process.kill().unwrap();
    }

    #[test]
    fn another_process_with_the_same_id_is_left_alone() {
        let (mut child, process) = sleeper();
        let earlier = Process {
            started: "an-earlier-boot 1".to_owned(),
            ..process.clone()
        };
        assert!(!earlier.is_alive());
        earlier.kill().unwrap();
        assert!(process.is_alive());
        process.terminate().unwrap();
        assert!(process.ends_within(Duration::from_secs(10)));
        child.wait().unwrap();
    }

    #[test]
    fn a_name_with_brackets_and_spaces_is_no_field() {
        let fields = "S 1 4 4 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 777 0";
        assert_eq!(
            start_of_living(&format!("4 (a) b (c) {fields}")),
            Some("777")
        );
        let dead = fields.replacen('S', "Z", 1);
        assert_eq!(start_of_living(&format!("4 (a) {dead}")), None);
        let dying = dead.replace("20 0 1 0", "20 0 9 0");
        assert_eq!(start_of_living(&format!("4 (a) {dying}")), Some("777"));
        assert_eq!(start_of_living("4 (a) S 1"), None);
    }

    #[test]
    fn the_tail_is_the_last_lines() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        assert_eq!(tail(&log, 2), "");
        fs::write(&log, format!("{}\none\ntwo\n", "x".repeat(20_000))).unwrap();
        assert_eq!(tail(&log, 2), "one\ntwo");
    }
}
