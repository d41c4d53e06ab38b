//! ballast-storage
