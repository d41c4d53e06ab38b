//! What the tests over the embedded chain share.
