//! A table in CSV that is changed cell by cell: whatever is not changed stays byte for byte as it was, with its mark of
//! UTF-8, its line ends, its quotes and its separators.
//!
//! Files come from other systems and from spreadsheets; what these make of a quote in the middle of a cell, of rows of
//! different lengths, or of a last line without an end, is kept.

use std::collections::BTreeMap;
use std::ops::Range;

/// The most bytes that a file may have: some thousand rows with comments.
pub const LARGEST: usize = 64 << 20;

/// What UTF-8 files of some systems begin with.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Why a file cannot be filled in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It has more bytes than any such file.
    #[error("the file is larger than {} MiB", LARGEST >> 20)]
    TooLarge,
    /// It is in another encoding.
    #[error("line {line} is not UTF-8")]
    NotUtf8 {
        /// The line, from 1.
        line: usize,
    },
    /// A quote is opened and not closed at the end of its cell: never, or by the one that opens another cell.
    #[error("a quote that is opened in line {line} is not closed where its cell ends")]
    OpenQuote {
        /// The line, from 1.
        line: usize,
    },
    /// A line has more cells than the heading: nobody knows which of them is which.
    #[error("line {line} has {cells} cells, and the heading {columns}")]
    Uneven {
        /// The line, from 1.
        line: usize,
        /// How many cells it has.
        cells: usize,
        /// How many the heading has.
        columns: usize,
    },
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
}

/// A table, and what is to be changed of it.
#[derive(Debug, Clone)]
pub struct Table {
    text: String,
    separator: u8,
    /// For each row, where each cell is, quotes included.
    rows: Vec<Vec<Range<usize>>>,
    /// The new texts of cells, by where they go.
    changes: BTreeMap<(usize, usize), String>,
}

impl Table {
    /// Reads a table; what separates its cells is found in its first row.
    ///
    /// # Errors
    /// When it is no such table.
    pub fn read(bytes: Vec<u8>) -> Result<Self, TableError> {
        if bytes.len() > LARGEST {
            return Err(TableError::TooLarge);
        }
        let text = String::from_utf8(bytes).map_err(|error| TableError::NotUtf8 {
            line: line_of(error.as_bytes(), error.utf8_error().valid_up_to()),
        })?;
        let start = if text.as_bytes().starts_with(BOM) {
            BOM.len()
        } else {
            0
        };
        let separator = separator(&text.as_bytes()[start..]);
        let rows = rows(text.as_bytes(), start, separator)?;
        let Some(columns) = rows.first().map(Vec::len) else {
            return Err(TableError::Empty);
        };
        // Empty cells at the end mean nothing.
        let more = |cells: &&Vec<Range<usize>>| {
            let mut more = cells.iter().skip(columns);
            more.any(|place| !unquoted(&text[place.clone()]).trim().is_empty())
        };
        if let Some(cells) = rows.iter().find(more) {
            return Err(TableError::Uneven {
                line: line_of(text.as_bytes(), cells[0].start),
                cells: cells.len(),
                columns,
            });
        }
        Ok(Self {
            text,
            separator,
            rows,
            changes: BTreeMap::new(),
        })
    }

    /// How many rows it has, the header among them.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many cells a row has.
    pub fn width(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, Vec::len)
    }

    /// The text of a cell without its quotes; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> String {
        let place = self.rows.get(row).and_then(|cells| cells.get(column));
        place.map_or_else(String::new, |place| unquoted(&self.text[place.clone()]))
    }

    /// The texts of a row.
    pub fn row(&self, row: usize) -> Vec<String> {
        (0..self.width(row))
            .map(|column| self.cell(row, column))
            .collect()
    }

    /// The column of the header that `named` accepts, if there is exactly one.
    pub fn column(&self, named: impl Fn(&str) -> bool) -> Option<usize> {
        let header = self.row(0);
        let mut found = (0..header.len()).filter(|column| named(header[*column].trim()));
        found.next().filter(|_| found.next().is_none())
    }

    /// Gives a cell another text. One that has this text already is left as it is written.
    ///
    /// # Panics
    /// When there is no such row.
    pub fn set(&mut self, row: usize, column: usize, text: &str) {
        assert!(row < self.rows.len(), "a cell is set in a row that exists");
        if column < self.width(row) && self.cell(row, column) == text {
            self.changes.remove(&(row, column));
        } else {
            self.changes.insert((row, column), text.to_owned());
        }
    }

    /// The file with all changes.
    pub fn written(&self) -> Vec<u8> {
        let mut file = String::with_capacity(self.text.len() + 64 * self.changes.len());
        let mut at = 0;
        let mut last = None;
        for ((row, column), text) in &self.changes {
            let cells = &self.rows[*row];
            if let Some(place) = cells.get(*column) {
                file.push_str(&self.text[at..place.start]);
                let quoted = self.text[place.clone()].starts_with('"');
                file.push_str(&self.spelt(text, quoted));
                at = place.end;
                last = Some((*row, *column));
                continue;
            }
            // The row is too short: its missing cells are added at its end.
            let end = cells.last().map_or(at, |place| place.end);
            file.push_str(&self.text[at..end.max(at)]);
            at = end.max(at);
            let reached = match last {
                Some((same, reached)) if same == *row => reached.max(cells.len() - 1),
                Some(_) | None => cells.len() - 1,
            };
            for _ in reached..*column {
                file.push(char::from(self.separator));
            }
            file.push_str(&self.spelt(text, false));
            last = Some((*row, *column));
        }
        file.push_str(&self.text[at..]);
        file.into_bytes()
    }

    /// `text` as a cell: between quotes where it must be, or where the cell had them before.
    fn spelt(&self, text: &str, quoted: bool) -> String {
        let special = |c: char| matches!(c, '"' | '\n' | '\r') || c == char::from(self.separator);
        let edges = text.trim() != text;
        if quoted || edges || text.contains(special) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    }
}

/// The one of `,`, `;` and the tabulator that the first row has most of, outside quotes.
fn separator(bytes: &[u8]) -> u8 {
    let (mut quoted, mut counts) = (false, [0usize; 3]);
    let known = *b",;\t";
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                if let Some(at) = known.iter().position(|one| one == byte) {
                    counts[at] += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let at = counts.iter().position(|count| *count == most).unwrap_or(0);
    known[at]
}

/// Where the cells are. A quote opens a cell only at its beginning; after the one that closes it, anything may follow that is
/// of this cell.
fn rows(bytes: &[u8], start: usize, separator: u8) -> Result<Vec<Vec<Range<usize>>>, TableError> {
    let mut rows = vec![];
    let mut cells = vec![];
    let mut at = start;
    let ends = |byte: &u8| *byte == separator || matches!(byte, b'\n' | b'\r');
    while at < bytes.len() {
        let from = at;
        if bytes[at] == b'"' {
            // What another cell's quote closes has more than one cell in it, and is followed by that cell.
            let is_one = |end: &usize| {
                let goes_on = bytes.get(*end).is_some_and(|byte| !ends(byte));
                !(goes_on && bytes[from..*end].iter().any(ends))
            };
            at = { closed(bytes, at).filter(is_one) }.ok_or_else(|| TableError::OpenQuote {
                line: line_of(bytes, from),
            })?;
        }
        at += bytes[at..]
            .iter()
            .position(ends)
            .unwrap_or(bytes.len() - at);
        cells.push(from..at);
        match bytes.get(at) {
            Some(byte) if *byte == separator => {
                at += 1;
                if at == bytes.len() {
                    cells.push(at..at);
                }
                continue;
            }
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => at += 2,
            Some(_) => at += 1,
            None => {}
        }
        rows.push(std::mem::take(&mut cells));
    }
    if !cells.is_empty() {
        rows.push(cells);
    }
    Ok(rows)
}

/// The place after the quote that closes the one at `open`.
fn closed(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += bytes[at..].iter().position(|byte| *byte == b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

fn unquoted(cell: &str) -> String {
    if !cell.starts_with('"') {
        return cell.to_owned();
    }
    let end = closed(cell.as_bytes(), 0).unwrap_or(cell.len());
    let inside = cell[1..end].strip_suffix('"').unwrap_or(&cell[1..end]);
    format!("{}{}", inside.replace("\"\"", "\""), &cell[end..])
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{
        Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
    };

    use super::{Table, TableError};

    fn table(text: &str) -> Table {
        Table::read(text.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn only_the_cell_changes() {
        let cases = [
            ("a,b,c\r\n1,2,3\r\n", "a,b,c\r\n1,x,3\r\n"),
            ("\u{feff}a;b;c\n1;\"2\";3", "\u{feff}a;b;c\n1;\"x\";3"),
            ("a,b\n\"o\"\"n\ne\",\n", "a,b\n\"o\"\"n\ne\",x\n"),
            ("a\tb\r\n1\t2, or 3\r\n", "a\tb\r\n1\tx\r\n"),
            ("a,b,c\n1\n", "a,b,c\n1,x\n"),
            ("a,b\n1,", "a,b\n1,x"),
            ("a,b\rc,d\r", "a,b\rc,x\r"),
        ];
        for (before, after) in cases {
            let mut table = table(before);
            table.set(1, 1, "x");
            assert_eq!(String::from_utf8(table.written()).unwrap(), after);
        }
    }

    #[test]
    fn what_needs_quotes_gets_them() {
        let mut table = table("a;b\n1;2\n");
        table.set(1, 0, "x;\"y\"\nz");
        table.set(1, 1, "2,5");
        assert_eq!(table.written(), b"a;b\n\"x;\"\"y\"\"\nz\";2,5\n");
        assert_eq!(table.cell(1, 0), "1");
    }

    #[test]
    fn rows_that_are_too_short_are_filled_up() {
        let mut table = table("a,b,c,d\n1\n2,3,4,5\n");
        table.set(1, 1, "x");
        table.set(1, 3, "y");
        table.set(2, 3, "z");
        assert_eq!(
            String::from_utf8(table.written()).unwrap(),
            "a,b,c,d\n1,x,,y\n2,3,4,z\n"
        );
    }

    #[test]
    fn what_is_no_table_is_told_with_its_line() {
        let error = |bytes: &[u8]| Table::read(bytes.to_vec()).unwrap_err();
        assert_eq!(error(b""), TableError::Empty);
        assert_eq!(error(b"\xef\xbb\xbf"), TableError::Empty);
        // Of a quote, the line in which it opens, whether another one closes it or none.
        for text in [
            "a,b\n1,\"2\n",
            "a,b\n1,\"2\n3,\"4\"\n",
            "a,b,c\n1,\"2,\"3\"\n",
            "a;b\r\n1;\"2\r\n3;\"4\"\r\n5;\"6\"",
        ] {
            let open = TableError::OpenQuote { line: 2 };
            assert_eq!(error(text.as_bytes()), open, "{text}");
        }
        assert_eq!(table("a,b\n1,\"2\"3\n").cell(1, 1), "23");
        assert_eq!(error(b"a\nJos\xe9\n"), TableError::NotUtf8 { line: 2 });
        assert_eq!(error(b"\xff\xfea\0"), TableError::NotUtf8 { line: 1 });
    }

    /// Tables as other systems write them: any cells, some between quotes that need none.
    fn tables() -> impl Strategy<Value = (Vec<Vec<String>>, String)> {
        let cell = prop_oneof![
            "[a-z0-9 é€]{0,6}".prop_map(|text| (text, false)),
            ("[a-z,;\"\n\r\té= ]{0,6}", Just(true)),
        ];
        let shape = (1usize..5, 1usize..6, 0usize..3, any::<[bool; 3]>());
        shape.prop_flat_map(move |(width, height, separator, [bom, last, crlf])| {
            let separator = [",", ";", "\t"][separator];
            let rows = proptest::collection::vec(
                proptest::collection::vec(cell.clone(), width + 1),
                height,
            );
            rows.prop_map(move |mut rows| {
                // A header that shows what separates.
                rows.insert(0, vec![("h".to_owned(), false); width + 1]);
                let end = if crlf { "\r\n" } else { "\n" };
                let lines = rows.iter().map(|row| {
                    let cells = row.iter().map(|(text, quoted)| match quoted {
                        true => format!("\"{}\"", text.replace('"', "\"\"")),
                        false => text.clone(),
                    });
                    cells.collect::<Vec<_>>().join(separator)
                });
                let mut text = lines.collect::<Vec<_>>().join(end);
                if last {
                    text += end;
                }
                if bom {
                    text.insert(0, '\u{feff}');
                }
                let texts = |row: Vec<(String, bool)>| row.into_iter().map(|(text, _)| text);
                (
                    rows.into_iter().map(|row| texts(row).collect()).collect(),
                    text,
                )
            })
        })
    }

    proptest! {
        #[test]
        fn a_table_is_read_as_it_was_meant((cells, text) in tables()) {
            let table = table(&text);
            prop_assert_eq!(table.height(), cells.len());
            for (row, expected) in cells.iter().enumerate() {
                prop_assert_eq!(&table.row(row), expected);
            }
            prop_assert_eq!(table.written(), text.into_bytes());
        }

        #[test]
        fn all_other_bytes_stay(
            (cells, text) in tables(),
            row in 0usize..6,
            column in 0usize..5,
            new in "[a-z,;\"\n\té=]{0,8}",
        ) {
            let row = row % cells.len();
            let column = column % cells[0].len();
            let mut changed = table(&text);
            changed.set(row, column, &new);
            let written = changed.written();
            let place = table(&text).rows[row][column].clone();
            prop_assert!(written.starts_with(&text.as_bytes()[..place.start]));
            prop_assert!(written.ends_with(&text.as_bytes()[place.end..]));
            if row > 0 {
                let again = Table::read(written).unwrap();
                prop_assert_eq!(again.cell(row, column), new);
            }
        }

        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(table) = Table::read(bytes.clone()) {
                prop_assert_eq!(table.written(), bytes);
            }
        }
    }
}
