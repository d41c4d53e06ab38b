//! ballast-oracle
