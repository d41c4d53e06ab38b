//! ballast-vault
