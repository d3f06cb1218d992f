//! `grader prefetch`: fetches the crates that exercises allow, and builds them beforehand.

use super::arguments::Prefetch;
use super::{Answer, ExitStatus, Problem, Say, Settings, Stages, interrupt, show};
use crate::build::Prefetched;
use crate::i18n::{Catalog, args};
use crate::model::escape;
use crate::report::live;

/// A line for each exercise, once its crates are there.
pub(super) fn run(
    prefetch: &Prefetch,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
    say: &mut Say<'_>,
) -> Result<Answer, Problem> {
    let library = (stages.library)(prefetch.exercises.as_deref())?;
    let ids = match &prefetch.exercise[..] {
        [] => library.ids(),
        named => named.to_vec(),
    };
    let mut status = ExitStatus::Earned;
    for id in ids {
        let exercise = show::exercise(&*library, &id)?;
        let named = args!["exercise" => &id];
        let Some(allowed) = exercise
            .allowed
            .filter(|allowed| !allowed.crates.is_empty())
        else {
            say(&format!("{}\n", catalog.text("prefetch-nothing", &named)))?;
            continue;
        };
        let live = live::Live::new(catalog.lang(), settings.stderr_is_terminal, false);
        live.about(&format!("{id}: "));
        let cleared = live.clone();
        let hook = interrupt::register(move || cleared.finish());
        let isolation = prefetch.isolation.map(Into::into);
        let done = (stages.prefetch)(&allowed, isolation, &live.listener());
        live.finish();
        drop(hook);
        let counted = args!["exercise" => &id, "count" => allowed.crates.len()];
        let told = match done? {
            Prefetched::Made => catalog.text("prefetch-made", &counted),
            Prefetched::Already => catalog.text("prefetch-already", &counted),
            Prefetched::Failed(said) => {
                status = ExitStatus::Unknown;
                let said: Vec<String> = said.lines().map(escape::harmless).collect();
                format!(
                    "{}\n{}",
                    catalog.text("prefetch-failed", &named),
                    said.join("\n")
                )
            }
        };
        say(&format!("{told}\n"))?;
    }
    Ok(Answer {
        text: String::new(),
        status,
        warning: None,
    })
}
