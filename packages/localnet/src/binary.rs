//! The node's program: wasmd, built once from the Go module in localnet/.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::OnceLock,
};

use sha2::{Digest, Sha256};

use crate::{
    files::{self, trying},
    Error, Result,
};

/// What the address prefix, the name and the version of the program are, and what Go 1.26 needs to
/// link one of its dependencies.
const LINKER_FLAGS: &str = "-checklinkname=0 \
    -X github.com/cosmos/cosmos-sdk/version.Name=wasm \
    -X github.com/cosmos/cosmos-sdk/version.AppName=wasmd \
    -X github.com/cosmos/cosmos-sdk/version.Version=0.61.14 \
    -X github.com/CosmWasm/wasmd/app.Bech32Prefix=wasm";
const TAGS: &str = "netgo";
const PACKAGE: &str = "github.com/CosmWasm/wasmd/cmd/wasmd";

/// The program `wasmd`, which is built if it is not there: that takes some minutes, Go, a C compiler
/// and, the first time, a network for Go's modules.
///
/// The file's name has a hash of go.mod, go.sum and the flags: another version is another file.
/// Several processes that ask at the same time build it once.
pub fn wasmd() -> Result<PathBuf> {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    if let Some(path) = BUILT.get() {
        return Ok(path.clone());
    }
    let path = build(&module(), &binaries())?;
    Ok(BUILT.get_or_init(|| path).clone())
}

/// The same if it is built already and runs.
pub fn built_wasmd() -> Option<PathBuf> {
    let path = file(&module(), &binaries()).ok()?;
    runs(&path).then_some(path)
}

fn module() -> PathBuf {
    root().join("localnet")
}

fn binaries() -> PathBuf {
    root().join("target/localnet/bin")
}

fn file(module: &Path, folder: &Path) -> Result<PathBuf> {
    Ok(folder.join(format!("wasmd-{}", fingerprint(module)?)))
}

fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

fn build(module: &Path, folder: &Path) -> Result<PathBuf> {
    let binary = file(module, folder)?;
    if runs(&binary) {
        return Ok(binary);
    }
    files::make_folder(folder)?;
    let _held = files::lock(&folder.join("lock"))?;
    if runs(&binary) {
        return Ok(binary); // another process built it while this one waited
    }
    let GoVersion { needed, .. } = require_go(module)?;
    eprintln!("building wasmd with Go {needed} or later: once, and it takes some minutes");
    let new = folder.join(format!("building-{}", std::process::id()));
    let mut go = Command::new("go");
    go.current_dir(module)
        .env("CGO_ENABLED", "1")
        .args(["build", "-mod=readonly", "-buildvcs=false"])
        .args(["-tags", TAGS, "-ldflags", LINKER_FLAGS, "-o"])
        .arg(&new)
        .arg(PACKAGE);
    succeed(&mut go)?;
    fs::rename(&new, &binary).map_err(trying("rename", &new))?;
    Ok(binary)
}

/// Whether the program is there and finds its libraries, which lie in Go's module cache.
fn runs(binary: &Path) -> bool {
    let mut version = Command::new(binary);
    version.arg("version").stdin(Stdio::null());
    binary.is_file() && version.output().is_ok_and(|output| output.status.success())
}

/// Sixteen hex digits of a hash over what the program is made from.
fn fingerprint(module: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for name in ["go.mod", "go.sum"] {
        hash.update(files::read(&module.join(name))?);
    }
    for flags in [TAGS, LINKER_FLAGS, PACKAGE] {
        hash.update(flags);
    }
    Ok(hash
        .finalize()
        .iter()
        .take(8)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}")))
}

/// The version of Go that is installed, and the least that wasmd needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoVersion {
    /// From go.mod, as `1.25.9`.
    pub needed: String,
    /// What `go` says of itself, if it is there.
    pub found: Option<String>,
}

/// Asks `go` for its version.
pub fn go_version() -> Result<GoVersion> {
    go_version_for(&module())
}

fn go_version_for(module: &Path) -> Result<GoVersion> {
    let path = module.join("go.mod");
    let text = files::read(&path)?;
    let needed = text.lines().find_map(|line| line.strip_prefix("go "));
    let needed = needed.ok_or_else(|| Error::Content {
        path: path.clone(),
        reason: "no line says which version of Go it needs".to_owned(),
    })?;
    let asked = Command::new("go").args(["env", "GOVERSION"]).output().ok();
    let found = asked
        .filter(|output| output.status.success())
        .map(|output| text_of(&output.stdout).trim_start_matches("go").to_owned());
    Ok(GoVersion {
        needed: needed.trim().to_owned(),
        found,
    })
}

fn require_go(module: &Path) -> Result<GoVersion> {
    let version = go_version_for(module)?;
    let needed = version.needed.clone();
    match &version.found {
        None => Err(Error::GoMissing { needed }),
        // From 1.21 on Go fetches the toolchain that a module asks for; an older one cannot even
        // read the line.
        Some(found) if numbers(found) < vec![1, 21] => Err(Error::GoTooOld {
            needed,
            found: found.clone(),
        }),
        Some(_) => Ok(version),
    }
}

/// `1.26.8` as numbers, for comparing.
fn numbers(version: &str) -> Vec<u32> {
    version
        .split(|character: char| !character.is_ascii_digit())
        .map_while(|part| part.parse().ok())
        .collect()
}

/// Runs a program to its end and gives what it wrote to standard output.
pub fn succeed(command: &mut Command) -> Result<String> {
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Error::Start {
            command: shown(command),
            source,
        })?;
    if status.success() {
        return Ok(text_of(&stdout));
    }
    let output = format!("{}\n{}", text_of(&stdout), text_of(&stderr));
    Err(Error::Command {
        command: shown(command),
        status,
        output: output.trim().to_owned(),
    })
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// The call as one would type it, without the program's folder.
pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|part| part.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_dependency_is_another_binary() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("go.mod"), "module a\n").unwrap();
        fs::write(folder.path().join("go.sum"), "b\n").unwrap();
        let before = fingerprint(folder.path()).unwrap();
        assert_eq!(before.len(), 16);
        assert_eq!(before, fingerprint(folder.path()).unwrap());
        fs::write(folder.path().join("go.sum"), "c\n").unwrap();
        assert_ne!(before, fingerprint(folder.path()).unwrap());
    }

    #[test]
    fn the_version_of_go_that_is_needed_is_the_modules() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("go.mod"), "module a\n\ngo 1.99.1\n").unwrap();
        assert_eq!(go_version_for(folder.path()).unwrap().needed, "1.99.1");
        fs::write(folder.path().join("go.mod"), "module a\n").unwrap();
        let refused = go_version_for(folder.path()).unwrap_err();
        assert!(matches!(refused, Error::Content { .. }), "{refused}");
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(numbers("1.9.3") < numbers("1.21"));
        assert!(numbers("1.26.8") > numbers("1.21"));
        assert_eq!(numbers("1.22rc1"), [1, 22]);
    }

    #[test]
    fn a_failing_program_is_quoted() {
        let refused = succeed(Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"]));
        let text = refused.unwrap_err().to_string();
        assert!(text.contains("exit status: 3"), "{text}");
        assert!(text.contains("out\nerr"), "{text}");
    }
}
