//! The embedded chain's simulator gives up in a panic where its own sums overflow, as with balances
//! near 2^128 in a replay file. A real chain aborts the transaction; here the run ends with an error.

use std::{
    any::Any,
    panic::{catch_unwind, set_hook, take_hook, AssertUnwindSafe},
};

/// What `run` returns, or why it gave up. What it worked on is not to be used after that.
pub fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    let hook = take_hook();
    set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(run));
    set_hook(hook);
    result.map_err(|payload| reason(&*payload))
}

fn reason(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("it does not say why").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_passes_and_a_panic_becomes_its_reason() {
        assert_eq!(guarded(|| 5), Ok(5));
        assert_eq!(
            guarded(|| -> u8 { panic!("no {}", "way") }),
            Err("no way".to_owned())
        );
    }
}
