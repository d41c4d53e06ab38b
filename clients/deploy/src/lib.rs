//! Deploys Ballast to a chain, from a file, in steps that can be resumed.
