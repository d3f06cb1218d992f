//! Patterns for lines as people write them: `^TASK (?<id>\S+) (?<first>\d+)$` is `TASK <id> <first>`.

use std::iter::Peekable;
use std::str::Chars;

/// Whether `text` is a pattern: those stand between slashes.
pub(super) fn is_pattern(text: &str) -> bool {
    text.len() > 2 && text.starts_with('/') && text.ends_with('/')
}

/// The pattern in `text`, between slashes, without the signs of regular expressions, if it asks for something certain; as it
/// stands where it has others than groups with names, digits, words and what may be anything.
pub(super) fn sketched(text: &str, ellipsis: &str) -> Option<String> {
    let inside = text
        .strip_prefix('/')
        .and_then(|text| text.strip_suffix('/'));
    let inside = inside.unwrap_or(text);
    let bare = inside.strip_prefix('^').unwrap_or(inside);
    let ended = bare.strip_suffix('$').filter(|rest| !rest.ends_with('\\'));
    let mut signs = ended.unwrap_or(bare).chars().peekable();
    match sequence(&mut signs, false) {
        Some(sketch) if is_anything(&sketch) => None,
        // A line that only begins so goes on.
        Some(sketch) if ended.is_none() && !sketch.ends_with(['>', ANYTHING]) => {
            Some(format!("{} {ellipsis}", sketch.replace(ANYTHING, ellipsis)))
        }
        Some(sketch) => Some(sketch.replace(ANYTHING, ellipsis)),
        None => Some(text.to_owned()),
    }
}

/// What stands for any letters.
const ANYTHING: char = '…';

/// Whether a sketch is a single name, which the student has never seen, or less.
fn is_anything(sketch: &str) -> bool {
    let name = sketch
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    sketch.chars().all(|sign| sign == ANYTHING) || name.is_some_and(|name| !name.contains('>'))
}

/// What stands up to the end, or to the end of a group.
fn sequence(signs: &mut Peekable<Chars<'_>>, in_group: bool) -> Option<String> {
    let mut sketch = String::new();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => sketch.push_str(&escaped(signs)?),
            '(' => sketch.push_str(&group(signs)?),
            ')' if in_group => return Some(sketch),
            '.' | '[' => {
                many_of(sign, signs)?;
                if !sketch.ends_with(ANYTHING) {
                    sketch.push(ANYTHING);
                }
            }
            ']' | ')' | '{' | '}' | '*' | '+' | '?' | '|' | '^' | '$' => return None,
            letter => sketch.push(letter),
        }
    }
    (!in_group).then_some(sketch)
}

/// The rest of many letters of a kind: `.*?`, `[A-Z]+`.
fn many_of(sign: char, signs: &mut Peekable<Chars<'_>>) -> Option<()> {
    if sign == '[' {
        signs.find(|sign| *sign == ']')?;
    }
    signs.next_if(|sign| ['*', '+'].contains(sign))?;
    signs.next_if_eq(&'?');
    Some(())
}

/// What follows a backslash.
fn escaped(signs: &mut Peekable<Chars<'_>>) -> Option<String> {
    let sign = signs.next()?;
    let many = |name: &str, signs: &mut Peekable<Chars<'_>>| {
        signs.next_if_eq(&'+').map(|_| name.to_owned())
    };
    match sign {
        'd' => many("<n>", signs),
        'S' | 'w' => many("<x>", signs).or_else(|| rest(signs)),
        letter if letter.is_alphanumeric() => None,
        sign => Some(sign.to_string()),
    }
}

/// Something, and then whatever follows it: `\S.*`.
fn rest(signs: &mut Peekable<Chars<'_>>) -> Option<String> {
    if signs.next_if_eq(&'.').is_none() {
        // One is enough.
        return Some("<x>".to_owned());
    }
    signs.next_if_eq(&'*').map(|_| "<x>".to_owned())
}

/// A group with a name: the name, where it stands for one thing, else what it holds.
fn group(signs: &mut Peekable<Chars<'_>>) -> Option<String> {
    for sign in ['?', '<'] {
        signs.next_if_eq(&sign)?;
    }
    let mut name = String::new();
    loop {
        match signs.next()? {
            '>' => break,
            '=' | '!' => return None,
            letter => name.push(letter),
        }
    }
    let held = sequence(signs, true)?;
    let is_one = matches!(held.as_str(), "<n>" | "<x>");
    Some(if is_one { format!("<{name}>") } else { held })
}

#[cfg(test)]
mod tests {
    use super::sketched;

    #[test]
    fn a_pattern_is_written_as_people_do() {
        let cases = [
            (
                r"/^TASK (?<id>\S+) (?<first>\d+) (?<end>\d+)$/",
                "TASK <id> <first> <end>",
            ),
            (r"/TOTAL \d+/", "TOTAL <n>"),
            ("/^READY/", "READY …"),
            ("/^DONE$/", "DONE"),
            (r"/^(?<answer>RESULT \S+ \d+)$/", "RESULT <x> <n>"),
            (r"/^(?<kept>.*) (?<n>\d+)$/", "… <n>"),
            (r"/^a[b-d]+ .*?$/", "a… …"),
            ("^TASK", "TASK …"),
            (r"/^3\.14 \(pi\)$/", "3.14 (pi)"),
        ];
        for (pattern, sketch) in cases {
            assert_eq!(sketched(pattern, "…").as_deref(), Some(sketch));
        }
        for any in [
            r"(?<answer>\S.*)",
            r"/^(?<prefix>.*?)[A-Za-z]+$/",
            r"/\S+/",
            r"/\S/",
        ] {
            assert_eq!(sketched(any, "…"), None, "{any}");
        }
        for other in [
            "/a|b/",
            r"/^\d{3}$/",
            "/[ab]/",
            "/(?=x)y/",
            "/(a)/",
            r"/\d/",
        ] {
            assert_eq!(sketched(other, "…").as_deref(), Some(other));
        }
        let costs = sketched(r"/^costs .+ 3\$/", "...");
        assert_eq!(costs.as_deref(), Some("costs ... 3$ ..."));
    }
}
