//! Names of people, compared: a folder, a roster and a school write the same one in different ways.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The bytes of a word that tells something: `de`, and the `L` of `Léa D. L.`, are in many names.
const TELLING: usize = 3;

/// A name as far as it tells who is meant: without accents, capitals and punctuation, its words in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    words: Vec<String>,
    sorted: Vec<String>,
}

impl Name {
    /// The name in a text.
    pub fn new(text: &str) -> Self {
        let plain = plain(text);
        let words = plain.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
        let words: Vec<String> = { words.filter(|word| !word.is_empty()) }
            .map(Into::into)
            .collect();
        let mut sorted = words.clone();
        sorted.sort();
        Self { words, sorted }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether both are one name: of the same words, or one is the other without its spaces, as in `dupontlea`.
    pub fn is(&self, other: &Self) -> bool {
        self.sorted == other.sorted || self.joined_is(other) || other.joined_is(self)
    }

    /// Whether both may be the same person's: one says nothing, has all the words of the other, or most of them, a telling one
    /// among these; they may be joined with others, or initials.
    pub fn may_be(&self, other: &Self) -> bool {
        let within = |a: &Self, b: &Self| a.words.iter().all(|word| b.words.contains(word));
        let telling = |word: &&String| word.len() >= TELLING;
        // A first name alone is that of many.
        let mostly = |a: &Self, b: &Self| {
            let in_b = |word: &&String| b.words.iter().any(|other| is_short_for(word, other));
            let shared = a.words.iter().filter(in_b).count();
            let mut telling = a.words.iter().filter(telling);
            shared * 2 > a.words.len() && telling.any(|word| b.words.contains(word))
        };
        let begins = |a: &Self, b: &Self| {
            matches!(&a.words[..], [one] if b.words.iter().filter(telling)
                .any(|word| one.starts_with(word) || one.ends_with(word)))
        };
        within(self, other)
            || within(other, self)
            || match self.words.len() <= other.words.len() {
                true => mostly(self, other),
                false => mostly(other, self),
            }
            || begins(self, other)
            || begins(other, self)
            || self.is(other)
    }

    /// Whether somebody who wrote `part` may mean it: that has no words but some of its own.
    pub fn has(&self, part: &Self) -> bool {
        !part.is_empty() && part.words.iter().all(|word| self.words.contains(word))
    }

    /// Whether `one` is a word that has all of our words, whichever of them comes first.
    fn joined_is(&self, one: &Self) -> bool {
        let [one] = &one.words[..] else {
            return false;
        };
        (0..self.words.len()).any(|first| {
            let (end, begin) = self.words.split_at(first);
            [begin, end].concat().concat() == *one
        })
    }
}

/// Whether two words are the same, or one is the other's first letter.
fn is_short_for(one: &str, other: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    one == other || initial(one, other) || initial(other, one)
}

/// Letters that are none with an accent, and what they are written as where there is no such letter.
const SPELT: [(char, &str); 9] = [
    ('ß', "ss"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('ø', "o"),
    ('ħ', "h"),
    ('ı', "i"),
    ('æ', "ae"),
    ('œ', "oe"),
];

/// A text without accents and capitals, as it is looked for and put in order.
pub fn plain(text: &str) -> String {
    let plain: String = { text.nfkd() }
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))
        .flat_map(char::to_lowercase)
        .collect();
    SPELT.iter().fold(plain, |plain, (letter, spelt)| {
        match plain.contains(*letter) {
            true => plain.replace(*letter, spelt),
            false => plain,
        }
    })
}

/// A text that people have typed, in the one form of its accents and with single spaces.
pub fn composed(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").nfc().collect()
}

/// A text without what people write in different ways: case, spaces, and how accents are encoded.
pub fn folded(text: &str) -> String {
    composed(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Name, composed};

    #[test]
    fn a_part_of_a_name_has_only_words_of_it() {
        let lea = Name::new("DUPONT, Léa Marie");
        for (part, has) in [
            ("Lea", true),
            ("léa dupont", true),
            ("Léa Durand", false),
            ("Dup", false),
            ("?", false),
        ] {
            assert_eq!(lea.has(&Name::new(part)), has, "{part}");
        }
    }

    #[test]
    fn a_name_is_written_in_many_ways() {
        let is = |a: &str, b: &str| {
            let (a, b) = (Name::new(a), Name::new(b));
            assert_eq!(a.is(&b), b.is(&a));
            a.is(&b)
        };
        for (a, b) in [
            ("Léa Dupont", "DUPONT, Le\u{301}a"),
            ("Łukasz Żółć", "ZOLC Lukasz"),
            ("Søren Đorđe", "soren dorde"),
            ("O'Brien Séan", "Sean O’Brien"),
            ("dupontlea", "Dupont, Léa"),
            ("dupontlea", "Léa Dupont"),
            ("delacruzana", "Ana de la Cruz"),
            ("lea-dupont", "Dupont Léa"),
            ("李小龙", "李小龙"),
        ] {
            assert!(is(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Léa Dupont", "Léa Dupond"),
            ("Léa Dupont", "Léa"),
            ("Léa Dupont", "Léa Marie Dupont"),
            ("राम", "रीम"),
            ("", "Léa"),
        ] {
            assert!(!is(a, b), "{a} {b}");
        }
    }

    #[test]
    fn names_with_few_words_in_common_are_of_two_people() {
        let may = |a: &str, b: &str| {
            let (a, b) = (Name::new(a), Name::new(b));
            assert_eq!(a.may_be(&b), b.may_be(&a));
            a.may_be(&b)
        };
        for (a, b) in [
            ("Léa D.", "Dupont Léa"),
            ("Léa Marie Dupont", "dupont lea"),
            ("Groupe 1-Dupont Léa", "Léa Dupont"),
            ("ldupont", "Dupont, Léa"),
            ("tp2-lea-dupont", "Léa Dupont"),
            ("Li Na", "Na Li"),
            ("J. Dupont", "Jean Dupont"),
            ("Ana Maria López", "Ana López Ruiz"),
            ("", "Dupont"),
            ("?", "Dupont"),
        ] {
            assert!(may(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Dupont Léa", "Petit Hugo"),
            ("Léa D.", "Hugo D."),
            ("Ana de Souza", "Luc de Vries"),
            ("Marie Martin", "Marie Blanc"),
            ("Jean Petit", "Paul Petit"),
            ("dupontlea", "Petit, Hugo"),
            ("李小龙", "王小明"),
        ] {
            assert!(!may(a, b), "{a} {b}");
        }
    }

    #[test]
    fn accents_have_one_form() {
        assert_eq!(composed(" Le\u{301}a  Dupont"), "Léa Dupont");
        assert_ne!(composed("Lea Dupont"), "Léa Dupont");
    }
}
