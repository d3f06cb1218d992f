//! GitHub-flavoured Markdown, for a workflow's summary or a comment: the mark, each check, why points were lost, and the
//! exchange as a diagram.
//!
//! Texts are escaped letter by letter, but for what they have in backticks, which is code; what programs said stands in
//! fences that are longer than any that it contains.

use super::{
    advice, build_errors, by_backticks, causes, evidence, groups, heading, is_inconclusive, mark,
    mermaid,
};
use super::{sign, word};
use crate::explain;
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Outcome, Report, escape};

/// Bytes of the whole. GitHub refuses a summary of more than 1 MiB as a whole, and other steps have theirs.
const LONGEST: usize = 900_000;

/// The report as Markdown.
pub(in crate::report) fn render(report: &Report, catalog: &Catalog) -> String {
    let mut text = format!("## {}\n\n", marked(&heading(report, catalog)));
    let mark = mark(report, catalog);
    text += &format!("**{}**\n", escaped(&mark[0]));
    for line in &mark[1..] {
        text += &format!("\n{}\n", marked(line));
    }
    text += &table(report, catalog);
    let build = build_errors(&report.build, catalog);
    if let [first, rest @ ..] = build.as_slice() {
        let section = format!("\n### ✗ {}\n\n{}", marked(first), fence("text", rest));
        append(&mut text, section, catalog);
    }
    for (check, same) in explain::told_once(report, catalog) {
        let section = section(report, check, &same, catalog);
        if !append(&mut text, section, catalog) {
            break;
        }
    }
    text
}

/// That nothing could be graded, and why.
pub(super) fn ungraded(title: &str, why: &[String]) -> String {
    format!("## {}\n\n{}", marked(title), fence("text", why))
}

/// Adds a section if there is room for it, else says that there is none.
fn append(text: &mut String, section: String, catalog: &Catalog) -> bool {
    let room = text.len() + section.len() <= LONGEST;
    if room {
        text.push_str(&section);
    } else {
        text.push_str(&format!("\n{}\n", escaped(&catalog.plain("report-cut"))));
    }
    room
}

fn table(report: &Report, catalog: &Catalog) -> String {
    let mut text = String::new();
    for (title, checks) in groups(report, catalog) {
        let sum = |points: fn(&&CheckReport) -> u32| checks.iter().map(points).sum::<u32>();
        let (earned, of) = (sum(|check| check.points), sum(|check| check.of));
        text += &format!(
            "\n| {} | {} | {} |\n|---|---|--:|\n",
            escaped(&catalog.plain("column-verdict")),
            escaped(&title),
            escaped(&format!("{earned}/{of}"))
        );
        for check in checks {
            let mut name = marked(check.title.get(catalog.lang()));
            name += &format!(" ({})", escaped(&check.id));
            if let Outcome::Skipped { needs } = &check.outcome {
                let needs = catalog.text("skipped-short", &args!["needs" => needs]);
                name += &format!(" – {}", marked(&needs));
            }
            text += &format!(
                "| {} {} | {name} | {}/{} |\n",
                sign(&check.outcome),
                escaped(&word(&check.outcome, catalog)).replace(' ', "&nbsp;"),
                check.points,
                check.of
            );
        }
    }
    text
}

fn section(
    report: &Report,
    check: &CheckReport,
    same: &[&CheckReport],
    catalog: &Catalog,
) -> String {
    let Some(explanation) = explain::explain(report, check, catalog) else {
        return String::new();
    };
    let ids: Vec<String> = same.iter().map(|check| escaped(&check.id)).collect();
    let mut text = format!("\n### {} {}\n\n", sign(&check.outcome), ids.join(", "));
    let causes = causes(&explanation, catalog);
    let causes: Vec<String> = causes.iter().map(|cause| marked(cause)).collect();
    text += &format!("{}\n", causes.join("\n\n"));
    if is_inconclusive(check) {
        text += &format!("\n{}\n", escaped(&catalog.plain("not-a-zero")));
    }
    let evidence = evidence(check, catalog);
    if !evidence.is_empty() {
        text += &format!("\n{}", fence("text", &evidence));
    }
    for line in advice(&explanation, catalog) {
        text += &format!("\n{}\n", marked(&line));
    }
    text += &format!(
        "\n{}",
        fence("sh", std::slice::from_ref(&explanation.repeat))
    );
    if let Some(diagram) = mermaid::diagram(check, catalog) {
        let title = escaped(&catalog.plain("diagram-title"));
        let diagram = fence("mermaid", &diagram);
        text += &format!("\n<details><summary>{title}</summary>\n\n{diagram}\n</details>\n");
    }
    text
}

/// Lines in a fence that none of them can close.
fn fence(language: &str, lines: &[String]) -> String {
    let longest = lines.iter().flat_map(|line| runs(line)).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}{language}\n{}\n{fence}\n", lines.join("\n"))
}

/// The lengths of the runs of backticks in `line`.
fn runs(line: &str) -> impl Iterator<Item = usize> {
    line.split(|c| c != '`').map(str::len)
}

/// A sentence: what it has in backticks is code, the rest is escaped. Whatever is in it, it has no other markup: there is
/// none between two backticks, but for the pipe, which a table would see.
fn marked(text: &str) -> String {
    let text = escape::harmless(text);
    let parts = by_backticks(&text);
    let fits = |parts: &Vec<&str>| {
        parts
            .iter()
            .skip(1)
            .step_by(2)
            .all(|code| !code.contains('|'))
    };
    let Some(parts) = parts.filter(fits) else {
        return escaped(&text);
    };
    parts
        .chunks(2)
        .map(|pair| match pair {
            [plain, code] => format!("{}`{code}`", escaped(plain)),
            rest => rest.iter().map(|plain| escaped(plain)).collect(),
        })
        .collect()
}

/// A text in which nothing is markup: whatever could be is escaped, as CommonMark allows for all ASCII punctuation.
fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in escape::harmless(text).chars() {
        match c {
            // In a table or a block of HTML a backslash does not count.
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '|' => plain.push_str("&#124;"),
            '@' => plain.push_str("&#64;"),
            '`' | '*' | '_' | '[' | ']' | '\\' | '#' | '~' | '!' | '$' | '{' | '}' | '+' | '=' => {
                plain.push('\\');
                plain.push(c);
            }
            c => plain.push(c),
        }
    }
    // What a renderer would make a link of.
    plain.replace("://", ":&#47;/").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn only_what_is_in_backticks_is_code() {
        let cases = [
            (
                "lisez jusqu’à `\\n` (`read_line`)",
                "lisez jusqu’à `\\n` (`read_line`)",
            ),
            ("`Echo: ` et *rien*", "`Echo: ` et \\*rien\\*"),
            ("\\`<b>`", "\\\\`<b>`"),
            ("un ` seul <b>", "un \\` seul &lt;b&gt;"),
            ("``<b>``", "\\`\\`&lt;b&gt;\\`\\`"),
            ("`a``<b>`", "\\`a\\`\\`&lt;b&gt;\\`"),
            ("`a|b`", "\\`a&#124;b\\`"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(marked(text), expected, "{text}");
        }
    }
}
