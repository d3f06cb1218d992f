//! What a batch or a report is asked, and its teacher's files say, and what is told where that cannot be meant.

use super::batches::{Place, has};
use crate::model::Lang;

#[test]
fn a_full_mark_that_no_step_leads_to_is_told_once() {
    let place = Place::new(&["ada"]);
    let said = "`batch.toml`: 20 is no multiple of `step = 3`, so that the highest mark is 18.";
    place.write("out/batch.toml", "step = 3\n");
    for told in [
        place.batch(""),
        place.told("report @out"),
        place.told("rejudge @out --out @new"),
    ] {
        assert_eq!(told.matches(said).count(), 1, "{told}");
    }
    place.write("out/batch.toml", "step = 0.3\ncap = 16\n");
    let told = place.told_in(Lang::Fr, "report @out");
    has(
        &told,
        &["16 n’est pas un multiple de `step = 0.3`, si bien que la note la plus haute est 15,9."],
    );
    place.write("out/batch.toml", "step = 0.5\n");
    for told in [place.batch(""), place.told("report @out")] {
        assert!(!told.contains("multiple"), "{told}");
    }
}
