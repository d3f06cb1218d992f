//! The checks of an exercise and what each is worth, for those who have not begun yet.

use crate::i18n::{Arg, Catalog, args};
use crate::model::{Exercise, Group};

use super::look::{Look, Tone};
use super::sheet::Sheet;
use super::words::group_title;

/// A line for each check, by group.
pub fn render(exercise: &Exercise, catalog: &Catalog, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    for group in [Group::Basic, Group::Robustness, Group::Bonus] {
        let checks = || {
            exercise
                .checks
                .iter()
                .filter(move |check| check.group == group)
        };
        let total: u32 = checks().map(|check| check.points).sum();
        if checks().next().is_none() {
            continue;
        }
        let title = group_title(group, catalog);
        let heading = format!("{title} ({})", points(total, catalog));
        sheet.line(&heading, Tone::Title);
        for check in checks() {
            let title = check.title.get(catalog.lang());
            let text = format!("{title} ({})", check.id);
            sheet.paragraph(&format!("  {:>3}  ", check.points), &text, Tone::Plain);
        }
        sheet.gap();
    }
    let total = args!["points" => points(exercise.points(), catalog), "scale" => exercise.scale];
    sheet.paragraph("", &catalog.text("table-scale", &total), Tone::Plain);
    sheet.finished()
}

/// A number of points, in words.
fn points(count: u32, catalog: &Catalog) -> String {
    catalog.text("points", &args!["count" => Arg::from(count)])
}
