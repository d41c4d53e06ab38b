//! Where things are.

use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Where the chores keep tools of their own, so that nothing global is touched.
pub fn tools() -> PathBuf {
    root().join("target/tools")
}
