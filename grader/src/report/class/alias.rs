//! A code in the place of what names a student, in texts of the student's own.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::model::{Entry, Student, plain};

/// The bytes of a word that names somebody, and of one that does so in the midst of another. Bytes, since an ideograph says
/// more than a letter.
const TELLING: usize = 3;
const LONG: usize = 5;

/// What systems put into the names of submissions, and how archives end.
const OF_SYSTEMS: [&str; 6] = ["assignsubmission", "file", "late", "zip", "tar", "tgz"];

/// What stands for the students of a submission, and what it stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct Alias {
    code: String,
    /// The words of their names, folded.
    words: BTreeSet<String>,
    /// Their numbers, and their addresses with the parts ahead of the `@`, folded.
    whole: BTreeSet<String>,
}

/// The words of a text, folded.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = plain(text);
    let words = folded.split(|c: char| !is_letter(c));
    let words: Vec<String> = words.map(str::to_owned).collect();
    words.into_iter().filter(|word| !word.is_empty())
}

/// The numbers and addresses of a student, with the part ahead of the `@`, folded.
pub(super) fn exact(student: &Student) -> impl Iterator<Item = String> {
    let Student {
        name: _,
        id,
        email,
        number,
    } = student;
    let local = email.as_ref().and_then(|email| email.split_once('@'));
    let number = number.as_ref().map(|number| number.number.as_str());
    let local = local.map(|(local, _)| local);
    let all = [id.as_deref(), email.as_deref(), number, local];
    all.into_iter().flatten().map(plain)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

impl Alias {
    /// `code` for the students of `entry`; what is in `common` names nobody.
    pub(super) fn new(entry: &Entry, code: &str, common: &BTreeSet<String>) -> Self {
        let mut alias = Self {
            code: code.to_owned(),
            ..Self::default()
        };
        alias.add(&entry.name, &entry.students, common);
        alias
    }

    /// Takes the students of another submission for those whom the code stands for, too.
    pub(super) fn add(&mut self, name: &str, students: &[Student], common: &BTreeSet<String>) {
        let names = students.iter().flat_map(|one| words(&one.name));
        let called = words(name).filter(|word| !OF_SYSTEMS.contains(&word.as_str()));
        let words = names.chain(called);
        self.words
            .extend(words.filter(|word| !common.contains(word)));
        let whole = students.iter().flat_map(exact);
        self.whole.extend(whole.filter(|one| one.len() >= TELLING));
    }

    /// Takes these for numbers and addresses of the students, too.
    pub(super) fn add_exact<'a>(&mut self, exact: impl Iterator<Item = &'a String>) {
        self.whole.extend(exact.cloned());
    }

    /// Takes words of what the student has named for names as well, where a name is in them: `serveurlea`.
    pub(super) fn learn(&mut self, named: &str) {
        let has_name = |word: &String| {
            let mut names = self.words.iter().filter(|name| name.len() >= TELLING);
            names.any(|name| word.contains(name.as_str()))
        };
        let more: Vec<String> = words(named).filter(has_name).collect();
        self.words.extend(more);
    }

    /// Puts the code into a text.
    pub(super) fn text(&self, text: &mut String) {
        let mut bytes = std::mem::take(text).into_bytes();
        self.bytes(&mut bytes, &mut 0);
        // Whole characters were replaced by whole characters.
        *text = String::from_utf8_lossy(&bytes).into_owned();
    }

    /// Puts the code into a text of bytes. `at` goes where it was, or to the code in which it would be.
    pub(super) fn bytes(&self, bytes: &mut Vec<u8>, at: &mut usize) {
        let (mut put, mut begin, mut moved) = (vec![], 0, *at);
        for chunk in bytes.utf8_chunks() {
            let (text, mut done) = (chunk.valid(), 0);
            for Range { start, end } in self.places(text) {
                put.extend_from_slice(&text.as_bytes()[done..start]);
                if *at >= begin + end {
                    moved = moved - (end - start) + self.code.len();
                } else if *at > begin + start {
                    moved = put.len();
                }
                put.extend_from_slice(self.code.as_bytes());
                done = end;
            }
            put.extend_from_slice(&text.as_bytes()[done..]);
            put.extend_from_slice(chunk.invalid());
            begin += text.len() + chunk.invalid().len();
        }
        (*bytes, *at) = (put, moved);
    }

    /// Where in a text a student is named, from its beginning to its end.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let letters = letters(text);
        let mut found: Vec<Range<usize>> = vec![];
        let mut at = 0;
        while at < letters.len() {
            let is_in = |letter: &&Letter| is_letter(letter.folded);
            let run = letters[at..].iter().take_while(is_in).count();
            if run > 0 {
                found.extend(self.in_run(&letters[at..at + run]));
            }
            at += run.max(1);
        }
        for at in 0..letters.len() {
            let first = letters[at].folded;
            let here = self.whole.range(first.to_string()..);
            let here = here.take_while(|one| one.starts_with(first));
            let ends = here.filter_map(|one| whole(&letters, at, one));
            found.extend(ends.map(|end| letters[at].at.start..letters[end].at.end));
        }
        found.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = vec![];
        for range in found {
            match joined.last_mut() {
                // `Léa Dupont`, `lea_dupont`: one code.
                Some(last) if touch(text, last, &range) => last.end = last.end.max(range.end),
                Some(_) | None => joined.push(range),
            }
        }
        joined
    }

    /// Where names are in letters between which is nothing else.
    fn in_run(&self, run: &[Letter]) -> Vec<Range<usize>> {
        let folded: String = run.iter().map(|letter| letter.folded).collect();
        let mut found = vec![];
        if self.is_made_of_names(&folded) {
            found.push(run[0].at.start..run[run.len() - 1].at.end);
            return found;
        }
        for begin in 0..run.len() {
            let here = self.words.iter().filter(|word| {
                let mut letters = run[begin..].iter().map(|letter| letter.folded);
                word.len() >= TELLING && word.chars().all(|c| letters.next() == Some(c))
            });
            for word in here {
                let end = begin + word.chars().count();
                // As in `LeaServer`.
                let is_part = is_seam(run, begin) && is_seam(run, end);
                if is_part || word.len() >= LONG {
                    found.push(run[begin].at.start..run[end - 1].at.end);
                }
            }
        }
        found
    }

    /// Whether this is nothing but words of names, a telling one among them: `dupontlea`, or `ldupont` with an initial.
    fn is_made_of_names(&self, run: &str) -> bool {
        // `mroy` and `roym`; `leal` is not of the one word `lea`.
        let beside = |word: Option<&str>, c: char| {
            let other = |word: &str| {
                let mut words = self.words.iter();
                words.any(|other| other.starts_with(c) && other != word)
            };
            let tells = |word: &str| word.len() >= LONG || (word.len() >= TELLING && other(word));
            word.is_some_and(|word| self.words.contains(word) && tells(word))
        };
        let mut initials = self.words.iter().filter_map(|word| word.chars().next());
        if initials.any(|c| beside(run.strip_prefix(c), c) || beside(run.strip_suffix(c), c)) {
            return true;
        }
        // Whether words lead to each place, and whether one of them tells something.
        let mut led: Vec<Option<bool>> = vec![None; run.len() + 1];
        led[0] = Some(false);
        for at in 0..run.len() {
            let Some(told) = led[at] else { continue };
            let words = self.words.iter().filter(|word| word.len() > 1);
            for word in words.filter(|word| run[at..].starts_with(word.as_str())) {
                let end = &mut led[at + word.len()];
                *end = Some(end.unwrap_or(false) || told || word.len() >= TELLING);
            }
        }
        led[run.len()] == Some(true)
    }
}

/// A letter or another character of a text, without its accent and case.
struct Letter {
    folded: char,
    upper: bool,
    /// Where it is in the text.
    at: Range<usize>,
}

fn letters(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = vec![];
    let mut rest = text.char_indices();
    while let Some((start, c)) = rest.next() {
        let mut at = start..start + c.len_utf8();
        if c == '\u{1b}' && text[at.end..].starts_with('[') {
            // A colour, whose last letter is none of the word behind it.
            let ends = |(at, c): &(usize, char)| *at > start + 1 && ('@'..='~').contains(c);
            at.end = rest.find(ends).map_or(text.len(), |(at, _)| at + 1);
            letters.push(Letter {
                folded: c,
                upper: false,
                at,
            });
            continue;
        }
        let folded = match c {
            c if c.is_ascii() => c.to_ascii_lowercase().to_string(),
            c => plain(&c.to_string()),
        };
        match letters.last_mut() {
            // An accent behind its letter.
            Some(last) if folded.is_empty() => last.at.end = at.end,
            Some(_) | None => letters.extend(folded.chars().map(|folded| Letter {
                folded,
                upper: c.is_uppercase(),
                at: at.clone(),
            })),
        }
    }
    letters
}

/// Whether a word of `leaServer`, or of `LEAServer`, can begin or end here.
fn is_seam(run: &[Letter], at: usize) -> bool {
    let upper = |at: usize| run.get(at).is_some_and(|letter| letter.upper);
    let rises = |at: usize| upper(at) && !upper(at - 1);
    let falls = |at: usize| upper(at) && at + 1 < run.len() && !upper(at + 1);
    at == 0 || at >= run.len() || rises(at) || falls(at)
}

/// The last letter of `one`, where it begins here and neither begins nor ends in the midst of a number or a word.
fn whole(letters: &[Letter], at: usize, one: &str) -> Option<usize> {
    let mut here = letters[at..].iter().map(|letter| letter.folded);
    let count = one.chars().count();
    let end = at + count - 1;
    let goes_on = |one: &Letter, other: &Letter| {
        let both = |is: fn(char) -> bool| is(one.folded) && is(other.folded);
        both(char::is_numeric) || both(is_letter)
    };
    let begins = at == 0 || !goes_on(&letters[at - 1], &letters[at]);
    let is = begins && one.chars().all(|c| here.next() == Some(c));
    let ends = is && (end + 1 == letters.len() || !goes_on(&letters[end], &letters[end + 1]));
    ends.then_some(end)
}

/// Whether two places are one, or have nothing between them but what stands between two names.
fn touch(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    let between = text.get(one.end..other.start);
    between.is_none_or(|between| matches!(between, "" | " " | "-" | "_" | "."))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Alias, Student};
    use crate::model::{Came, Entry};

    fn entry() -> Entry {
        let student = Student {
            name: "Léa du Pont-Martin".to_owned(),
            id: Some("20231234".to_owned()),
            email: Some("lpm@uni.fr".to_owned()),
            number: None,
        };
        let said = String::new();
        Entry {
            name: "tp-hugo_12_assignsubmission_file".to_owned(),
            students: vec![student],
            submitted: None,
            like: None,
            left_out: vec![],
            came: Came::SetAside { said },
        }
    }

    fn alias() -> Alias {
        Alias::new(&entry(), "S-1", &BTreeSet::from(["tp".to_owned()]))
    }

    fn check(text: &str, expected: &str) {
        let mut said = text.to_owned();
        alias().text(&mut said);
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn what_names_a_student_becomes_a_code() {
        for (text, expected) in [
            ("par Le\u{301}a, LÉA et lea", "par S-1, S-1 et S-1"),
            ("pont.martin_lea/src/hugo.rs", "S-1/src/S-1.rs"),
            ("leaServer LEAServer a_lea2", "S-1Server S-1Server a_S-12"),
            ("pontlea lmartin serveurmartin", "S-1 serveurS-1"),
            ("mlea, leam: dpont ponth", "S-1, S-1: S-1"),
            ("/home/lpm: lpm@uni.fr p20231234", "/home/S-1: S-1 pS-1"),
            ("\u{1b}[1mlea\u{1b}[0m", "\u{1b}[1mS-1\u{1b}[0m"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn what_names_nobody_stays() {
        for text in [
            "please release the file: leave, leal, tp, du, point",
            "120231234 202312345 lpma",
            "\u{1b}[1m\u{1b}[",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn a_sharp_s_is_two() {
        let mut entry = entry();
        entry.students[0].name = "Jörg Strauß".to_owned();
        let mut text = "strauss Strauß STRAUSS JStrauß straus".to_owned();
        Alias::new(&entry, "S-1", &BTreeSet::new()).text(&mut text);
        assert_eq!(text, "S-1 straus");
        entry.students[0].name = "Jörg Strauss".to_owned();
        let mut text = "Strauß!".to_owned();
        Alias::new(&entry, "S-1", &BTreeSet::new()).text(&mut text);
        assert_eq!(text, "S-1!");
    }

    #[test]
    fn what_a_program_is_called_with_a_name_in_it_is_learnt() {
        let mut alias = alias();
        alias.learn("serveurlea-tp");
        let mut text = "serveurlea tp release".to_owned();
        alias.text(&mut text);
        assert_eq!(text, "S-1 tp release");
    }

    #[test]
    fn a_place_in_bytes_stays_where_it_was() {
        for (at, expected) in [(0, 0), (1, 1), (3, 1), (4, 4), (6, 6)] {
            let (mut bytes, mut found) = (b"\xffLea: x".to_vec(), at);
            alias().bytes(&mut bytes, &mut found);
            assert_eq!((&bytes[..], found), (&b"\xffS-1: x"[..], expected), "{at}");
        }
    }
}
