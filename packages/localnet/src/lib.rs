//! A real wasmd chain on this machine, for tests and trials.
