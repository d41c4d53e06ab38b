//! `cargo xtask schema`: the JSON schema of every contract, generated from its messages.
//!
//! The files are committed: clients read them, and a change of the public language shows in review.

mod contracts;
mod folder;

use anyhow::Result;

use crate::workspace;

/// Writes `schema/CONTRACT.json` for every contract.
pub fn write() -> Result<()> {
    let folder = workspace::root().join("schema");
    for name in folder::write(&folder, &contracts::render()?)? {
        println!("wrote schema/{name}");
    }
    Ok(())
}

/// Fails if the folder is not what [`write()`] would make of it.
pub fn check() -> Result<()> {
    let files = contracts::render()?;
    folder::check(&workspace::root().join("schema"), &files)?;
    println!("the schemas of {} contracts are up to date", files.len());
    Ok(())
}
