//! Names in archives that do not say in which encoding they are.

/// What the bytes from 128 on mean in code page 850, which Windows writes in western Europe, by IBM's table. Its letters are where
/// the older code page 437 has those that it has, too.
const CODE_PAGE_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// A name in a zip archive: many tools write UTF-8 without saying so, Windows its old code page.
pub(super) fn in_zip(raw: &[u8]) -> String {
    let letter = |byte: &u8| match byte.checked_sub(128) {
        None => char::from(*byte),
        Some(at) => { CODE_PAGE_850.chars() }
            .nth(usize::from(at))
            .unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    utf8(raw).unwrap_or_else(|| raw.iter().map(letter).collect())
}

/// A name in a tar archive: what is no UTF-8 is from a system of before its time, which wrote Latin-1.
pub(super) fn in_tar(raw: &[u8]) -> String {
    utf8(raw).unwrap_or_else(|| raw.iter().copied().map(char::from).collect())
}

fn utf8(raw: &[u8]) -> Option<String> {
    String::from_utf8(raw.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::{CODE_PAGE_850, in_tar, in_zip};

    #[test]
    fn names_are_read_in_what_systems_wrote_before_utf8() {
        assert_eq!(CODE_PAGE_850.chars().count(), 128);
        assert_eq!(in_zip("Zoé".as_bytes()), "Zoé");
        assert_eq!(in_zip(b"Zo\x82"), "Zoé");
        assert_eq!(in_zip(b"\xd4ve Herv\x82-B\x83"), "Ève Hervé-Bâ");
        assert_eq!(in_zip(b"\xb5lvaro \xc7o\xffx"), "Álvaro Ão\u{a0}x");
        assert_eq!(in_tar("Zoé".as_bytes()), "Zoé");
        assert_eq!(in_tar(b"\xc8ve"), "Ève");
    }
}
