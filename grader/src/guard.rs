//! The boundary at which a panic of ours ends: it costs the work its result, and nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does `work`, whose panic is an error: what it said.
///
/// # Errors
/// When `work` panicked.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| Some((*panic.downcast_ref::<&str>()?).to_owned()));
        text.unwrap_or_else(|| "no message".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn what_a_panic_said_is_told() {
        let said = |text: &str| Err::<(), _>(text.to_owned());
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| panic!("a bug")), said("a bug"));
        assert_eq!(guarded(|| panic!("bug {}", 1)), said("bug 1"));
        assert_eq!(guarded(|| std::panic::panic_any(1)), said("no message"));
    }
}
