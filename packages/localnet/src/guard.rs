//! A network that ends with what uses it.

use std::ops::{Deref, DerefMut};

use crate::Localnet;

/// A network whose nodes are stopped when this is dropped, also by a panic. What ends the whole
/// process group (Ctrl-C) ends the nodes as well.
pub struct Guard(Localnet);

impl Guard {
    pub(crate) fn new(network: Localnet) -> Self {
        Self(network)
    }
}

impl Deref for Guard {
    type Target = Localnet;

    fn deref(&self) -> &Localnet {
        &self.0
    }
}

impl DerefMut for Guard {
    fn deref_mut(&mut self) -> &mut Localnet {
        &mut self.0
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if !self.0.folder().exists() {
            return; // it was deleted, and stopped before that
        }
        if let Err(error) = self.0.stop() {
            eprintln!("a node may still run: {error}");
        }
    }
}
