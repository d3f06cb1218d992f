//! The usual mistakes in words.

mod messages;

use self::messages::messages;
use super::particular;
use crate::i18n::Catalog;
use crate::model::CheckReport;

/// The keys of what is said of a mistake.
struct Messages {
    sentence: Option<String>,
    look: String,
    why: String,
    next: Option<String>,
}

/// What is said of a mistake.
pub(super) struct Told {
    /// What happened, where the cause of the failure does not say so already.
    pub(super) sentence: Option<String>,
    /// Where to look.
    pub(super) look: String,
    /// Why it happens.
    pub(super) why: String,
    /// What to do, where the advice on the failure is not the right one.
    pub(super) next: Option<String>,
}

/// What is said of the mistake behind `check`, if one was found.
pub(super) fn told(check: &CheckReport, catalog: &Catalog) -> Option<Told> {
    let mistake = check.mistake?;
    let Messages {
        sentence,
        look,
        why,
        next,
    } = messages(mistake);
    let say = |id: &str| catalog.plain(id);
    Some(Told {
        sentence: particular::seen(mistake, check, catalog)
            .or_else(|| sentence.as_deref().map(say)),
        look: say(&look),
        why: say(&why),
        next: particular::next(mistake, check, catalog).or_else(|| next.as_deref().map(say)),
    })
}
