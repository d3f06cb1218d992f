//! What stands in a cell for a mark, or for what is said of it.

use super::table::Table;
use crate::model::escape::inert;

/// A mark in hundredths, with as many decimals as it needs after `sign`.
pub(super) fn spelt(hundredths: u32, sign: char) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        part if part % 10 == 0 => format!("{whole}{sign}{}", part / 10),
        part => format!("{whole}{sign}{part:02}"),
    }
}

/// What the file puts ahead of decimals: in these columns of marks, else anywhere. A point, where there are none.
pub(super) fn sign(table: &Table, marks: &[usize]) -> char {
    let signs = |columns: &dyn Fn(usize) -> bool| {
        let (mut points, mut commas) = (0_usize, 0_usize);
        for row in 1..table.height() {
            for column in (0..table.width(row)).filter(|column| columns(*column)) {
                let cell = table.cell(row, column);
                let has = |sign| {
                    let digits = |part: &str| {
                        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
                    };
                    let parts = cell.trim().split_once(sign);
                    parts.is_some_and(|(whole, part)| digits(whole) && digits(part))
                };
                points += usize::from(has('.'));
                commas += usize::from(has(','));
            }
        }
        (points + commas > 0).then_some(if commas > points { ',' } else { '.' })
    };
    let all = || signs(&|_| true);
    { signs(&|column| marks.contains(&column)).or_else(all) }.unwrap_or('.')
}

/// Whether a cell for a mark has none yet.
pub(super) fn has_no_mark(cell: &str) -> bool {
    ["", "-"].contains(&cell.trim())
}

/// Whether a cell says a mark of so many hundredths.
pub(super) fn is(cell: &str, hundredths: u32) -> bool {
    number(cell).is_some_and(|number| (number - f64::from(hundredths) / 100.0).abs() < 0.005)
}

/// The number in a cell, with a point or a comma.
pub(super) fn number(cell: &str) -> Option<f64> {
    cell.trim().replace(',', ".").parse().ok()
}

/// Whether a cell is a mark above this full mark.
pub(super) fn is_above(cell: &str, full: u32) -> bool {
    number(cell).is_some_and(|number| number > f64::from(full))
}

/// Whether a cell such as `100.00` or `20,0` says this full mark.
pub(super) fn says(cell: &str, full: u32) -> bool {
    is(cell, full * 100)
}

/// Lines of text as HTML. What a spreadsheet would take for a formula is written so that none does.
pub(super) fn html(lines: &[String]) -> String {
    let lines = lines.iter().flat_map(|line| line.lines());
    let escaped: Vec<String> = lines
        .map(|line| {
            line.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
        })
        .collect();
    let html = escaped.join("<br>");
    match html.chars().next().filter(|_| inert(&html) != html) {
        Some(first) => format!("&#{};{}", u32::from(first), &html[first.len_utf8()..]),
        None => html,
    }
}
