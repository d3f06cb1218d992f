//! The page of a class.

use super::*;

#[test]
fn the_page_of_a_class_counts_what_failed_and_groups_what_was_refused() {
    let (catalog, rows) = (Catalog::new(Lang::En), rows(Lang::En));
    let index = index(&summary(), &rows, &|_| String::new(), &catalog);
    for part in [
        "<b>1</b> × too large",
        "What cannot be graded",
        "<table id=\"results\" aria-labelledby=\"results-title\">",
        "No longer in the folder",
    ] {
        assert!(index.contains(part), "no {part}");
    }
    let failed = |row: &Row| {
        let checks = row.checks.iter();
        checks.filter(|check| check.outcome == "failed").count()
    };
    let failed: usize = rows.iter().map(failed).sum();
    assert!(
        failed
            < rows[0]
                .checks
                .iter()
                .filter(|one| one.outcome != "passed")
                .count()
    );
    assert_eq!(index.matches(">one fails<").count(), failed);
}

#[test]
fn what_fails_most_comes_first() {
    let catalog = Catalog::new(Lang::En);
    let index = index(&summary(), &rows(Lang::En), &|_| String::new(), &catalog);
    let at = |text: &str| index.find(text).unwrap_or_else(|| panic!("no {text}"));
    let head = &index[at("<thead>")..at("</thead>")];
    let (fails, passes) = (head.find("silent-client"), head.find("server-answers"));
    assert!(fails < passes, "{head}");
}

#[test]
fn marks_on_two_scales_are_averaged_by_their_shares() {
    let catalog = Catalog::new(Lang::En);
    let on = |hundredths, out_of| {
        let mut row = rows(Lang::En).remove(0);
        let given = row.ruling.given.as_mut().unwrap();
        (given.hundredths, given.out_of) = (hundredths, out_of);
        row
    };
    let index = |rows: &[Row]| index(&summary(), rows, &|_| String::new(), &catalog);
    let mixed = index(&[on(1000, 20), on(4000, 40)]);
    assert!(mixed.contains("<b>30</b> mean"), "{mixed}");
    assert!(mixed.contains("full marks: 20, 40"));
    assert!(!index(&[on(1000, 20), on(2000, 20)]).contains("full marks"));
}

#[test]
fn whose_files_are_the_same_is_told_by_name() {
    let mut rows = rows(Lang::En);
    rows[1].students[0].name = "Léa".to_owned();
    rows[2].like = Some(rows[1].name.clone());
    let catalog = Catalog::new(Lang::En);
    let index = index(&summary(), &rows, &|_| String::new(), &catalog);
    assert!(index.contains("the same files as Léa<"), "{index}");
}
