//! ballast-math
