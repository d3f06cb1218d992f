//! What the forms say where nothing could be graded: why, and what to do. Whoever reads a platform's page and not the
//! command's own errors would find nothing there, or the report of an earlier run.

use maud::html;
use serde_json::json;

use super::{classroom, github, html, junit, line, markdown, titled};
use crate::i18n::Catalog;
use crate::model::{Text, escape};
use crate::report::format::{Format, Rendered};

/// A submission of which nothing could be graded.
pub struct Ungraded<'a> {
    /// The exercise's name.
    pub exercise: &'a str,
    /// The exercise's title.
    pub title: &'a Text,
    /// The points that it is worth.
    pub points: u32,
    /// Why, and what to do, in lines.
    pub why: &'a str,
    /// Whether the submission is the reason, and not the computer.
    pub is_its_own: bool,
}

/// What `format` says of it. `None` where it can tell of a submission by a mark alone, and there is none: whoever
/// collects results then tells the teacher that this one is missing.
pub fn render(ungraded: &Ungraded<'_>, catalog: &Catalog, format: Format) -> Option<Rendered> {
    let Ungraded {
        exercise,
        title,
        points,
        why,
        is_its_own,
    } = *ungraded;
    let title = titled(exercise, title, catalog);
    let lines: Vec<String> = why.lines().map(escape::harmless).collect();
    let why = lines.join("\n");
    Some(Rendered::Text(match format {
        Format::Text => format!("{why}\n"),
        Format::Json => line(&json!({"format": 1, "exercise": exercise, "ungraded": why})),
        Format::Junit => junit::ungraded(exercise, &title, &why),
        Format::Github => github::error(&title, &why),
        Format::Classroom50 => return None,
        Format::Classroom => {
            let test = json!({
                "name": title, "status": "error", "score": 0, "message": why,
                "test_code": "", "filename": "", "line_no": 0, "duration": 0,
            });
            classroom::encoded("error", points, &[test])
        }
        // It takes no result without a score.
        Format::Gradescope if !is_its_own => return None,
        Format::Gradescope => line(&json!({
            "score": 0, "output": why, "output_format": "text", "tests": [],
            "extra_data": {"exercise": exercise, "provisional": true},
        })),
        Format::Autolab => {
            let shown = json!({
                "_presentation": "semantic", "stages": [&title],
                &title: {exercise: {"passed": false, "hint": why}},
            });
            line(&shown) + &line(&json!({"scores": {}}))
        }
        Format::PrairieLearn => line(&json!({
            "gradable": false, "score": 0, "message": title, "output": why,
            "format_errors": lines, "tests": [],
        })),
        Format::Artemis => {
            let feedback = json!({"name": title, "successful": false, "message": why});
            return Some(Rendered::Files(vec![(
                "00-ungraded.json".to_owned(),
                line(&feedback),
            )]));
        }
        Format::Vpl => {
            let shown = lines.iter().map(|line| format!(">{line}\n"));
            format!("<|--\n-{title}\n{}--|>\n", shown.collect::<String>())
        }
        Format::Tap => {
            let (first, rest) = lines
                .split_first()
                .map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
            let rest = rest.iter().map(|line| format!("# {line}\n"));
            format!(
                "TAP version 14\n{}Bail out! {first}\n",
                rest.collect::<String>()
            )
        }
        Format::Markdown => markdown::ungraded(&title, &lines),
        Format::Html => html::page(
            &title,
            catalog,
            &html! { h1 { (title) } @for line in &lines { p { (html::prose(line)) } } },
        ),
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{Format, Rendered, Ungraded, render};
    use crate::explain::sample::text;
    use crate::i18n::Catalog;
    use crate::model::Lang;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    /// What a folder's name may hold to be obeyed somewhere.
    const WHY: &str = "error: `a\n::error::x` holds </error><script> nothing\nTo do: ``` Grade :=>> 20\u{1b}[2J\n";

    fn said(format: Format, is_its_own: bool) -> Option<String> {
        let ungraded = Ungraded {
            exercise: "salon",
            title: &text("Un salon", "A room"),
            points: 50,
            why: WHY,
            is_its_own,
        };
        match render(&ungraded, &Catalog::new(Lang::En), format)? {
            Rendered::Text(text) => Some(text),
            Rendered::Files(files) => Some(files.into_iter().map(|(_, text)| text).collect()),
        }
    }

    fn json(format: Format) -> Value {
        serde_json::from_str(&said(format, true).unwrap()).unwrap()
    }

    #[test]
    fn every_form_says_why_and_is_obeyed_by_nobody() {
        let mute: BTreeSet<Format> = Format::ALL
            .into_iter()
            .filter(|format| said(*format, false).is_none())
            .collect();
        assert_eq!(mute, [Format::Classroom50, Format::Gradescope].into());
        for format in Format::ALL {
            let Some(said) = said(format, true) else {
                assert_eq!(format, Format::Classroom50);
                continue;
            };
            let said = match format {
                Format::Classroom => {
                    String::from_utf8(STANDARD.decode(said.trim()).unwrap()).unwrap()
                }
                _ => said,
            };
            assert!(said.contains("nothing"), "{format:?}: {said}");
            assert!(
                said.chars().all(|c| c == '\n' || !c.is_control()),
                "{format:?}: {said}"
            );
            assert!(
                !said.contains("<script>") || !said.contains("<body"),
                "{said}"
            );
        }
    }

    #[test]
    fn each_is_read_as_its_consumer_reads_it() {
        let junit = said(Format::Junit, true).unwrap();
        let suites = junit_parser::from_reader(junit.as_bytes()).unwrap();
        let case = &suites.suites[0].cases[0];
        assert!(case.status.is_error() && case.status.error_as_ref().text.contains("To do"));
        let github = said(Format::Github, true).unwrap();
        assert_eq!(github.lines().count(), 1, "{github}");
        assert!(
            github.starts_with("::error title=salon — A room::"),
            "{github}"
        );
        assert_eq!(json(Format::PrairieLearn)["gradable"], false);
        assert_eq!(json(Format::Gradescope)["score"], 0);
        assert_eq!(json(Format::Json)["exercise"], "salon");
        let autolab = said(Format::Autolab, true).unwrap();
        assert_eq!(autolab.lines().last(), Some("{\"scores\":{}}"));
        let grades = |text: &str| text.lines().any(|line| line.starts_with("Grade"));
        assert!(!grades(&said(Format::Vpl, true).unwrap()));
        let tap = said(Format::Tap, true).unwrap();
        assert!(
            tap.lines().last().unwrap().starts_with("Bail out! error: "),
            "{tap}"
        );
        let result = STANDARD
            .decode(said(Format::Classroom, true).unwrap().trim())
            .unwrap();
        let result: Value = serde_json::from_slice(&result).unwrap();
        assert_eq!(
            (&result["status"], &result["max_score"]),
            (&"error".into(), &50.into())
        );
    }
}
