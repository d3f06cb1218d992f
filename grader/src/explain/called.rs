//! The name by which a student knows a function that the program has called.

use crate::model::function_names;

/// The last two names of a function's path, without what they are generic over: `Mutex::lock`.
pub(super) fn brief(path: &str) -> Option<String> {
    let names = function_names(path);
    let last = names[names.len().saturating_sub(2)..].iter();
    // The library's own names of what a program calls `read_exact`, `read_to_end` and so on.
    let last: Vec<&str> = last
        .map(|name| name.strip_prefix("default_").unwrap_or(name))
        .collect();
    (!last.is_empty()).then(|| last.join("::"))
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn a_function_is_named_by_its_last_names() {
        let cases = [
            ("std::sync::poison::mutex::Mutex<T>::lock", "Mutex::lock"),
            ("std::io::default_read_exact", "io::read_exact"),
            (
                "<std::net::tcp::Incoming as core::iter::traits::iterator::Iterator>::next",
                "Incoming::next",
            ),
            ("<std::thread::JoinHandle<()>>::join", "JoinHandle::join"),
            (
                "<std::thread::join_handle::JoinHandle<()>>::join",
                "JoinHandle::join",
            ),
            ("<Vec<Option<u8>> as core::ops::Drop>::drop", "Vec::drop"),
            ("std::thread::park", "thread::park"),
            (
                "std::sync::mpsc::Receiver<alloc::vec::Vec<u8>>::recv",
                "Receiver::recv",
            ),
        ];
        for (path, name) in cases {
            assert_eq!(brief(path).as_deref(), Some(name), "{path}");
        }
        for none in ["", "<", "{closure#0}", "<<>"] {
            assert_eq!(brief(none), None, "{none}");
        }
    }
}
