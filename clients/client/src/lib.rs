//! A client of a chain that Ballast is deployed on.
