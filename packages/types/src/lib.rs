//! ballast-types
