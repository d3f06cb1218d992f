//! What all pages have in common: a head that lets nothing in, the style, and the script of the table.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::i18n::Catalog;
use crate::model::Lang;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// A whole page. The policy in its head allows this style and this script by their hashes, and nothing else at all.
pub(super) fn whole(title: &str, catalog: &Catalog, scripted: bool, body: &Markup) -> String {
    let lang = match catalog.lang() {
        Lang::Fr => "fr",
        Lang::En => "en",
    };
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let script = if scripted {
        hash(SCRIPT)
    } else {
        "'none'".to_owned()
    };
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {script}; base-uri 'none'; form-action 'none'",
        hash(STYLE)
    );
    let page = html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { (catalog.plain("page-skip")) }
                (body)
                @if scripted { script { (PreEscaped(SCRIPT)) } }
            }
        }
    };
    page.into_string()
}

/// The sign of an outcome, which has a word for those who do not see it.
pub(super) fn sign(outcome: &str) -> &'static str {
    match outcome {
        "passed" => "✓",
        "failed" => "✗",
        "skipped" => "–",
        _ => "?",
    }
}

/// The word for an outcome.
pub(super) fn word(outcome: &str, catalog: &Catalog) -> String {
    catalog.plain(match outcome {
        "passed" => "word-passed",
        "failed" => "word-failed",
        "skipped" => "word-skipped",
        _ => "word-inconclusive",
    })
}
