//! Bytes of programs as harmless, readable text.
//!
//! Every text that comes from a program passes here before it is shown: control and format characters
//! (terminal sequences, changes of writing direction) become visible escapes, and nothing is lost.

/// Whether showing `c` as it is could do something else than show it.
fn harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `bytes` as text: valid UTF-8 as it is, `\n`, `\r`, `\t`, `\0`, `\\`, other control and format characters as
/// `\u{…}`, and bytes that are no UTF-8 as `\xNN`.
pub fn bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            push(&mut text, c);
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text
}

/// Like [`bytes`], for what is a text already.
pub fn text(text: &str) -> String {
    bytes(text.as_bytes())
}

/// `text` for a place in a sentence or in a tool's own output: what could do harm is made visible, all else, `\\`
/// among it, stays as it is. What was escaped before is not escaped twice.
pub fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => shown.push(c),
            c => push(&mut shown, c),
        }
    }
    shown
}

fn push(text: &mut String, c: char) {
    match c {
        '\n' => text.push_str("\\n"),
        '\r' => text.push_str("\\r"),
        '\t' => text.push_str("\\t"),
        '\0' => text.push_str("\\0"),
        '\\' => text.push_str("\\\\"),
        c if harmful(c) => text.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
        c => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_could_do_harm_is_made_visible() {
        assert_eq!(
            super::bytes(b"caf\xc3\xa9\n\x1b[31m\xff\\\0"),
            "café\\n\\u{1b}[31m\\xff\\\\\\0"
        );
        assert_eq!(super::text("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(super::harmless("C:\\x\u{1b}"), "C:\\x\\u{1b}");
        assert_eq!(super::harmless(&super::text("a\nb")), "a\\nb");
    }
}
