//! Files: read and written whole, with the path in every error.

use std::{
    fs::{self, File},
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::Path,
    time::{Duration, Instant},
};

use rustix::fs::{flock, FlockOperation};

use crate::{Error, Result};

/// Names what was being done with which file.
pub fn trying<'a>(
    action: &'static str,
    path: &'a Path,
) -> impl FnOnce(std::io::Error) -> Error + 'a {
    move |source| Error::File {
        action,
        path: path.to_owned(),
        source,
    }
}

pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(trying("read", path))
}

pub fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(trying("make the folder", path))
}

/// Writes a whole file or nothing: a reader never sees half of it.
pub fn replace(path: &Path, text: &str) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".new-{}", std::process::id()));
    let new = Path::new(&name);
    fs::write(new, text).map_err(trying("write", new))?;
    fs::rename(new, path).map_err(trying("replace", path))
}

/// Writes a new file that only its owner may read.
pub fn write_secret(path: &Path, text: &str) -> Result<()> {
    let mut file = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(trying("make", path))?;
    file.write_all(text.as_bytes())
        .map_err(trying("write", path))
}

/// Waits until no other process holds the file, then holds it until the result is dropped.
pub fn lock(path: &Path) -> Result<File> {
    let file = open_lock(path)?;
    flock(&file, FlockOperation::LockExclusive)
        .map_err(std::io::Error::from)
        .map_err(trying("lock", path))?;
    Ok(file)
}

/// The same, but gives up after a while.
pub fn lock_within(path: &Path, patience: Duration) -> Result<File> {
    let file = open_lock(path)?;
    let begun = Instant::now();
    while flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        if begun.elapsed() > patience {
            return Err(Error::Busy(path.parent().unwrap_or(path).to_owned()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(file)
}

fn open_lock(path: &Path) -> Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(trying("open", path))
}
