//! What programs read.

use super::*;

#[test]
fn programs_read_the_name_without_what_tells_namesakes_apart() {
    let mut rows = rows(Lang::En);
    for row in &mut rows {
        row.students[0].name = "Marie Martin (12)".to_owned();
        row.students[0].id = Some("12".to_owned());
    }
    let text = json(&summary(), &rows, &Catalog::new(Lang::En));
    let value: Value = serde_json::from_str(&text).unwrap();
    let one = &value["submissions"][0];
    assert_eq!(one["name"], "Marie Martin (12)");
    assert_eq!(one["students"][0]["name"], "Marie Martin");
    assert_eq!(one["students"][0]["id"], "12");
    let table = long(&summary(), &rows);
    assert!(table.contains(",Marie Martin,12,"), "{table}");
    assert!(!table.contains("(12)"), "{table}");
}

#[test]
fn the_json_keeps_its_contract() {
    let catalog = Catalog::new(Lang::En);
    let text = json(&summary(), &rows(Lang::En), &catalog);
    let value: Value = serde_json::from_str(&text).unwrap();
    let first = &value["submissions"][0];
    assert_eq!(
        (value["format"].as_u64(), first["name"].as_str()),
        (Some(1), Some(EVIL))
    );
    assert_eq!(
        (first["mark"].as_f64(), first["raw_mark"].as_f64()),
        (Some(8.0), Some(8.0))
    );
    assert_eq!(
        (first["came"].as_str(), first["provisional"].as_bool()),
        (Some("graded"), Some(true))
    );
    let second = &value["submissions"][1];
    assert_eq!(
        (&second["mark"], second["came"].as_str()),
        (&Value::Null, Some("refused"))
    );
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/batch.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut keys: Vec<&String> = value.as_object().unwrap().keys().collect();
    keys.extend(first.as_object().unwrap().keys());
    for key in keys {
        assert!(
            page.contains(&format!("`{key}`")),
            "docs/batch.md does not describe `{key}`"
        );
    }
}

#[test]
fn a_long_table_has_a_line_for_each_check() {
    let table = long(&summary(), &rows(Lang::En));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let checks = rows(Lang::En)[0].checks.len();
    assert_eq!(records.len(), checks + 3);
    for record in &records {
        for cell in record {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    assert_eq!(
        (&records[0][1], &records[0][3], &records[0][8]),
        (EVIL, "'=1+1", "8")
    );
    assert_eq!(&records[0][2], escape::harmless(EVIL));
    assert_eq!(&records[checks][6], "refused");
    let without = &records[checks + 2];
    assert_eq!(&without[2], escape::harmless(EVIL));
    assert_eq!(&without[6], "nothing");
}
