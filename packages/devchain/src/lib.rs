//! ballast-devchain
