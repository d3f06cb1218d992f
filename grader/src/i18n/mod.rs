//! The texts that people read, in French and in English, from message catalogues that are part of the program.
//!
//! One file per room of the program in `grader/i18n/<language>/`. Nothing here decides what is said: callers name a
//! message by its id. A message that is missing is a bug, and the tests below find it.

mod args;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

pub(crate) use args::args;
pub use args::{Arg, Args};

use crate::model::Lang;

/// The files of one language, embedded.
const FRENCH: &[&str] = &[
    include_str!("../../i18n/fr/cli.ftl"),
    include_str!("../../i18n/fr/troubles.ftl"),
    include_str!("../../i18n/fr/actors.ftl"),
    include_str!("../../i18n/fr/failures.ftl"),
    include_str!("../../i18n/fr/mistakes.ftl"),
    include_str!("../../i18n/fr/advice.ftl"),
    include_str!("../../i18n/fr/evidence.ftl"),
    include_str!("../../i18n/fr/report.ftl"),
    include_str!("../../i18n/fr/class.ftl"),
    include_str!("../../i18n/fr/formats.ftl"),
];
const ENGLISH: &[&str] = &[
    include_str!("../../i18n/en/cli.ftl"),
    include_str!("../../i18n/en/troubles.ftl"),
    include_str!("../../i18n/en/actors.ftl"),
    include_str!("../../i18n/en/failures.ftl"),
    include_str!("../../i18n/en/mistakes.ftl"),
    include_str!("../../i18n/en/advice.ftl"),
    include_str!("../../i18n/en/evidence.ftl"),
    include_str!("../../i18n/en/report.ftl"),
    include_str!("../../i18n/en/class.ftl"),
    include_str!("../../i18n/en/formats.ftl"),
];

/// All messages of one language.
pub struct Catalog {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Catalog {
    /// The messages of `lang`.
    pub fn new(lang: Lang) -> Self {
        let (locale, files) = match lang {
            Lang::Fr => ("fr", FRENCH),
            Lang::En => ("en", ENGLISH),
        };
        let locale: LanguageIdentifier = locale.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks are invisible characters, which would end up in what people copy.
        bundle.set_use_isolating(false);
        for file in files {
            let resource =
                FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, errors)| {
                    debug_assert!(errors.is_empty(), "a catalogue is well formed: {errors:?}");
                    resource
                });
            let added = bundle.add_resource(resource);
            debug_assert!(added.is_ok(), "a message is defined once: {added:?}");
        }
        Self { lang, bundle }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there is a message `id`.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The message `id` with its arguments filled in. A missing one shows its id.
    pub fn text(&self, id: &str, args: &Args) -> String {
        let pattern = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value());
        let Some(pattern) = pattern else {
            debug_assert!(false, "there is no message `{id}`");
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args.0), &mut errors)
            .into_owned();
        debug_assert!(errors.is_empty(), "`{id}` lacks an argument: {errors:?}");
        text
    }

    /// The message `id`, which takes no arguments.
    pub fn plain(&self, id: &str) -> String {
        self.text(id, &args![])
    }
}

#[cfg(test)]
mod tests;
