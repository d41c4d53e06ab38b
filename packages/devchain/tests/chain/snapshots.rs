//! A chain goes on where it stopped, and a damaged folder is refused.

use std::{fs, path::Path};

use ballast_devchain::{Devchain, SnapshotError};

use crate::{watched, ETH, ETHER, USD};

fn saved(folder: &Path) -> Devchain {
    let mut chain = watched();
    chain.vault().open("alice", ETH, ETHER, 100 * USD).unwrap();
    chain.advance(30);
    chain.save(folder).unwrap();
    chain
}

#[test]
fn a_chain_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("new/folder");
    let mut chain = saved(&folder);
    let mut loaded = Devchain::load(&folder).unwrap();
    assert_eq!(loaded.books().unwrap(), chain.books().unwrap());
    assert_eq!(loaded.witness(), chain.witness());
    for chain in [&mut chain, &mut loaded] {
        chain.advance(30);
        chain.report_price("ETH", crate::dollars(180)).unwrap();
        chain.vault().open("bob", ETH, ETHER, 100 * USD).unwrap();
    }
    assert_eq!(loaded.state_hash(), chain.state_hash());
    assert_eq!(loaded.snapshot(), chain.snapshot());
    loaded.save(&folder).unwrap();
    assert_eq!(
        Devchain::load(&folder).unwrap().state_hash(),
        chain.state_hash()
    );
}

#[test]
fn a_fork_leaves_the_original_alone() {
    let mut chain = watched();
    let (before, mut fork) = (chain.state_hash(), chain.fork().unwrap());
    assert_eq!(fork.state_hash(), before);
    fork.vault().open("alice", ETH, ETHER, 0).unwrap();
    assert_ne!(fork.state_hash(), before);
    assert_eq!(chain.state_hash(), before);
    chain.vault().open("alice", ETH, ETHER, 0).unwrap();
    assert_eq!(fork.state_hash(), chain.state_hash());
}

#[test]
fn a_damaged_folder_is_refused_with_the_file_and_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Devchain::load(folder.path()).err().unwrap();
    assert!(
        matches!(missing, SnapshotError::Missing { .. }),
        "{missing}"
    );
    saved(folder.path());
    let file = folder.path().join("chain.json");
    let good = fs::read(&file).unwrap();
    let load = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        let error = Devchain::load(folder.path()).err().unwrap().to_string();
        assert!(
            error.contains("chain.json") && !error.contains('\n'),
            "{error}"
        );
        error
    };
    assert!(load(&good[..good.len() / 2]).contains("of state"));
    assert!(load(b"").contains("no state"));
    assert!(load(b"{}\n{}").contains("no header"));
    assert!(load(&[0xff, 0xfe]).contains("no text"));
    let mut flipped = good.clone();
    let middle = flipped.len() / 2;
    flipped[middle] = if flipped[middle] == b'A' { b'B' } else { b'A' };
    assert!(load(&flipped).contains("checksum"));
    let text = String::from_utf8(good.clone()).unwrap();
    let other = text.replacen("\"version\":1", "\"version\":2", 1);
    assert!(load(other.as_bytes()).contains("written by version"));
    fs::write(&file, good).unwrap();
    assert!(Devchain::load(folder.path()).is_ok());
}
