//! Replays of recorded histories, line by line. `docs/replay.md` describes the format.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::Path,
};

use ballast_devchain::{history, Books, Devchain, OutcomeLine};
use serde::Serialize;

use crate::{
    args::ReplayArgs,
    error::{CliError, CliResult},
    guarded::guarded,
    output::Output,
    time::LAST_SECOND,
};

/// Where standard input is read.
const STDIN: &str = "-";

/// What came of an operation, with the books after it if they are asked for.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    outcome: OutcomeLine,
    #[serde(skip_serializing_if = "Option::is_none")]
    books: Option<Books>,
}

/// What a whole history comes to.
#[derive(Serialize)]
struct End {
    operations: u64,
    refused: u64,
    state_hash: String,
    books: Books,
}

/// Runs a history and prints what came of it.
pub fn run(args: &ReplayArgs) -> CliResult<Output> {
    let is_stdin = args.file == Path::new(STDIN);
    let name = if is_stdin {
        "standard input".to_owned()
    } else {
        args.file.display().to_string()
    };
    let lines: Box<dyn BufRead> = if is_stdin {
        Box::new(io::stdin().lock())
    } else {
        let opened = File::open(&args.file).map_err(|error| CliError::file(&args.file, error))?;
        Box::new(BufReader::new(opened))
    };
    let mut replay = Replay {
        name,
        lines: lines.lines(),
        number: 0,
    };
    let mut chain = replay.deploy()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = if args.is_final {
        replay.run_through(&mut chain, &mut out)
    } else {
        replay.line_by_line(&mut chain, args.state, &mut out)
    };
    // Outcomes before a line that cannot be read stay printed.
    out.flush()?;
    result.map(|()| Output::Written)
}

/// A history being read.
struct Replay {
    name: String,
    lines: io::Lines<Box<dyn BufRead>>,
    number: usize,
}

impl Replay {
    fn next_line(&mut self) -> CliResult<Option<String>> {
        self.number += 1;
        let line = self.lines.next().transpose();
        line.map_err(|error| self.at_line(CliError::Input(error)))
    }

    /// An error with its place.
    fn at_line(&self, error: CliError) -> CliError {
        CliError::Line {
            file: self.name.clone(),
            line: self.number,
            error: Box::new(error),
        }
    }

    fn unreadable(&self, error: history::HistoryError) -> CliError {
        let file = self.name.clone();
        CliError::History { file, error }
    }

    fn deploy(&mut self) -> CliResult<Devchain> {
        let line = self.next_line()?.unwrap_or_default();
        let read = history::read_deployment(&line);
        let deployment = read.map_err(|error| self.unreadable(error))?;
        let deployed = ensure_time(deployment.start_time).and_then(|()| {
            let deploy = || Devchain::deploy(&deployment).map_err(CliError::from);
            guarded(deploy).map_err(CliError::GaveUp)?
        });
        deployed.map_err(|error| self.at_line(error))
    }

    /// The outcome of the next operation; none at the end.
    fn step(&mut self, chain: &mut Devchain) -> CliResult<Option<OutcomeLine>> {
        while let Some(line) = self.next_line()? {
            let read = history::read_operation(self.number, &line);
            let Some(operation) = read.map_err(|error| self.unreadable(error))? else {
                continue;
            };
            let outcome = ensure_time(operation.time)
                .and_then(|()| guarded(|| chain.run(&operation)).map_err(CliError::GaveUp));
            let outcome = outcome.map_err(|error| self.at_line(error))?;
            let (time, height) = (chain.now(), chain.height());
            let line = OutcomeLine::of(&outcome, time, height, chain.names());
            return Ok(Some(line));
        }
        Ok(None)
    }

    fn line_by_line(
        &mut self,
        chain: &mut Devchain,
        with_books: bool,
        out: &mut impl Write,
    ) -> CliResult<()> {
        while let Some(outcome) = self.step(chain)? {
            let books = with_books.then(|| chain.books()).transpose()?;
            writeln!(out, "{}", serde_json::to_string(&Line { outcome, books })?)?;
        }
        Ok(())
    }

    fn run_through(&mut self, chain: &mut Devchain, out: &mut impl Write) -> CliResult<()> {
        let (mut operations, mut refused) = (0, 0);
        while let Some(outcome) = self.step(chain)? {
            operations += 1;
            refused += u64::from(outcome.error.is_some());
        }
        let (state_hash, books) = (hex(&chain.state_hash()), chain.books()?);
        let end = End {
            operations,
            refused,
            state_hash,
            books,
        };
        Ok(writeln!(out, "{}", serde_json::to_string(&end)?)?)
    }
}

fn ensure_time(time: u64) -> CliResult<()> {
    if time > LAST_SECOND {
        return Err(CliError::TimeEnds {
            time,
            last: LAST_SECOND,
        });
    }
    Ok(())
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
