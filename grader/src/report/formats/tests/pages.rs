//! Markdown and HTML.

use regex::Regex;
use std::collections::BTreeSet;

use super::{all, hostile, in_lang, lost, rendered};
use crate::explain::sample::{self, check, one, part, text};
use crate::model::{Failure, Lang, Mistake, Outcome, Player, Trace};
use crate::report::Format;

/// The text outside of fences, and the fences' contents.
fn fences(markdown: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), vec![]);
    let mut open: Option<(String, String)> = None;
    for line in markdown.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        open = match open {
            None if ticks.len() >= 3 => Some((ticks, String::new())),
            None => {
                outside += line;
                outside.push('\n');
                None
            }
            Some((fence, text)) if ticks.len() >= fence.len() && line.trim_end() == ticks => {
                inside.push(text);
                None
            }
            Some((fence, text)) => Some((fence, text + line + "\n")),
        };
    }
    assert_eq!(open, None, "a fence is never closed");
    (outside, inside)
}

#[test]
fn markdown_has_no_markup_but_ours() {
    let tag = Regex::new("<[^>]*>").unwrap();
    let bare = Regex::new(r"(^|[^\\])[\[\]`*_!]").unwrap();
    let code = Regex::new(r"(^|[^\\`])`[^`]+`").unwrap();
    for report in all() {
        let text = rendered(&report, Format::Markdown);
        let (outside, _) = fences(&text);
        let outside = code.replace_all(&outside, "$1");
        for found in tag.find_iter(&outside) {
            let ours = ["<details>", "</details>", "<summary>", "</summary>"];
            assert!(ours.contains(&found.as_str()), "{}", found.as_str());
        }
        for markup in ["http://", "@everyone", "\n# forged", "\n=cmd"] {
            assert!(!outside.contains(markup), "{markup}: {outside}");
        }
        for line in outside.lines().filter(|line| !line.starts_with("**")) {
            assert!(!bare.is_match(line), "{line}");
        }
        let rows = outside.lines().filter(|line| line.starts_with("| "));
        for row in rows {
            assert_eq!(row.matches('|').count(), 4, "{row}");
        }
    }
}

#[test]
fn markdown_draws_what_mermaid_can_read() {
    for report in [sample::mixed(), hostile()] {
        let (_, inside) = fences(&rendered(&report, Format::Markdown));
        let diagrams: Vec<&String> = inside
            .iter()
            .filter(|text| text.starts_with("sequenceDiagram"))
            .collect();
        assert!(!diagrams.is_empty());
        let label = r"(?:[\p{Alphabetic}\p{N} .,…×()'’]|#\d+;|<br/>)*";
        let line = Regex::new(&format!(
            r"^(?:sequenceDiagram|  participant a\d+ as {label}|  a\d+(?:->>|-->>|-x|--\))a\d+: {label}|  Note over a\d+(?:,a\d+)?: {label})$"
        ))
        .unwrap();
        for text in diagrams.iter().flat_map(|diagram| diagram.lines()) {
            assert!(line.is_match(text), "{text}");
        }
    }
    let (_, inside) = fences(&rendered(&lost(), Format::Markdown));
    let diagram = inside.last().unwrap();
    for line in [
        "  participant a0 as silent\n",
        ": ×9 se connecte\n",
        "#10007; ici le contrôle échoue\n",
    ] {
        assert!(diagram.contains(line), "{line}: {diagram}");
    }
}

#[test]
fn a_usual_mistake_is_told_once() {
    let mut report = lost();
    report.checks.last_mut().unwrap().mistake = Some(Mistake::OneAtATime);
    // As far as no form writes it with marks of its own.
    let told = "parle avec un client";
    for format in [
        Format::Text,
        Format::Github,
        Format::Markdown,
        Format::Html,
        Format::Junit,
        Format::Gradescope,
        Format::Tap,
    ] {
        let text = rendered(&report, format);
        // GitHub has the page in its log, and the annotation beside the line.
        let times = if format == Format::Github { 2 } else { 1 };
        assert_eq!(text.matches(told).count(), times, "{format:?}: {text}");
    }
}

#[test]
fn a_summary_fits_where_it_goes() {
    let mut report = sample::mixed();
    let big = Failure::NotPrinted {
        by: one("server"),
        expected: vec!["x".to_owned()],
        got: vec![],
    };
    report.checks = (0..4000)
        .map(|number| {
            let title = text("T", "T");
            let role = format!("{number}");
            let mut check = check(
                &format!("c{number}"),
                1,
                title,
                Outcome::Failed(big.clone()),
                Trace::default(),
            );
            check.outcome = Outcome::Failed(Failure::NotPrinted {
                by: one(&role),
                expected: vec!["y".repeat(300)],
                got: vec![],
            });
            check.cast.insert(role, part("server", Player::Submission));
            check
        })
        .collect();
    let text = rendered(&report, Format::Markdown);
    assert!(text.len() < 1 << 20, "{}", text.len());
    assert!(text.contains("ne tient pas ici"));
}

#[test]
fn a_page_loads_nothing_runs_nothing_and_holds_only_text() {
    for report in all() {
        let text = rendered(&report, Format::Html);
        assert!(text.starts_with("<!DOCTYPE html><html lang=\"fr\">"));
        let body = text.split("</style>").nth(1).unwrap();
        for markup in [
            "<script", "<img", "http:", "https:", "onclick", "<a ", "style=",
        ] {
            let shown = body.replace("http://evil.example", "");
            assert!(!shown.contains(markup), "{markup}: {body}");
        }
        assert!(text.contains("default-src &#39;none&#39;") || text.contains("default-src 'none'"));
        balanced(&text);
    }
    let text = in_lang(&hostile(), Format::Html, Lang::En);
    assert!(text.contains("&lt;script&gt;"));
    assert!(text.contains("no zero"));
}

/// Every element that is opened is closed, in order.
fn balanced(page: &str) {
    let tag = Regex::new("<(/?)([a-z][a-z0-9]*)[^>]*>").unwrap();
    let mut open: Vec<String> = vec![];
    let ids = Regex::new(" id=\"([^\"]*)\"").unwrap();
    let named: Vec<&str> = ids
        .captures_iter(page)
        .map(|id| id.extract::<1>().1[0])
        .collect();
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len());
    for found in tag.captures_iter(page) {
        match (&found[1], &found[2]) {
            ("", "meta") => {}
            ("", name) => open.push(name.to_owned()),
            (_, name) => assert_eq!(open.pop().as_deref(), Some(name)),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}
