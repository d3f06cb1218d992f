//! Results beside older ones.

use super::batches::{Place, has};

#[test]
fn what_canvas_gives_another_name_when_it_is_handed_in_anew_is_the_same() {
    let [first, second] = ["mia_12350_67896_tp", "mia_12350_70001_tp-1"];
    let place = Place::new(&[first]);
    place.batch("");
    place.write(&format!("in2/{second}/server.py"), "anew");
    place.told("batch echo @in2 --out @new");
    let told = place.told("report @new --against @out");
    assert_eq!(told, "Nobody’s result has moved.\n");
    place.write("new/batch.toml", "cap = 6\n");
    let words = "report @new --against @out";
    let told = place.told(words);
    has(
        &told,
        &[
            "mia  8/20 (provisional) → 6/20 (provisional)\n",
            "One result has moved.\n",
        ],
    );
    let anonymous = place.told(&format!("{words} --anonymous --format csv"));
    assert!(
        !anonymous.contains(",new,") && !anonymous.contains(",gone,"),
        "{anonymous}"
    );

    // Of two, nobody knows which is meant.
    place.write("in2/mia_12350_70002_tp-2/server.py", "again");
    place.told("batch echo @in2 --out @new");
    let told = place.told(words);
    has(&told, &["only in the older results"]);
    assert_eq!(told.matches(": new, ").count(), 2, "{told}");

    // What stays is the one that it was, whatever else there is.
    place.write("in/mia_12350_70001_tp-1/server.py", "anew");
    place.batch("");
    place.told("batch echo @in --out @more");
    let told = place.told("report @more --against @out");
    assert_eq!(told, "Nobody’s result has moved.\n");
}
