//! That a teacher's file is not read, since it has nearly the right name, or lies beside the folder that it is meant for.

use std::fs;
use std::path::Path;

use super::decided::{CHANGES, POLICY};
use crate::i18n::{Arg, Catalog, args};

/// A line for each file that may be meant for one of `folder`, where that is not there; `here` is the current folder.
pub(super) fn lines(folder: &Path, here: &Path, catalog: &Catalog) -> Vec<String> {
    let mut lines = vec![];
    let whole = |path: &Path| fs::canonicalize(path).ok();
    for name in [POLICY, CHANGES] {
        if folder.join(name).exists() {
            continue;
        }
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut near: Vec<String> = names.filter(|one| is_near(one, name)).collect();
        near.sort();
        let mut say = |id, file: &Path| {
            let folder = Arg::shown(folder.display());
            let told =
                args!["file" => Arg::shown(file.display()), "name" => name, "folder" => folder];
            lines.push(catalog.text(id, &told));
        };
        for one in near {
            say("policy-misnamed", &folder.join(one));
        }
        if here.join(name).is_file() && whole(here) != whole(folder) {
            say("policy-elsewhere", Path::new(name));
        }
    }
    lines
}

/// Whether a file is called `name` but for its case, an ending that an editor adds, or a letter that is missing.
fn is_near(file: &str, name: &str) -> bool {
    let file = file.to_lowercase();
    let file = file.strip_suffix(".txt").unwrap_or(&file);
    let lacks_one = |(at, letter): (usize, char)| {
        let rest = &name[at + letter.len_utf8()..];
        file == format!("{}{rest}", &name[..at])
    };
    file == name || name.char_indices().any(lacks_one)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{is_near, lines};
    use crate::i18n::Catalog;
    use crate::model::Lang;

    #[test]
    fn names_are_near_by_case_an_ending_or_a_letter() {
        for near in ["Batch.toml", "batch.toml.txt", "bach.TOML", "batchtoml"] {
            assert!(is_near(near, "batch.toml"), "{near}");
        }
        assert!(is_near("change.toml", "changes.toml"));
        for other in ["patch.toml", "batch.json", "hidden.toml", "batch.toml.bak"] {
            assert!(!is_near(other, "batch.toml"), "{other}");
        }
    }

    #[test]
    fn a_file_in_the_current_folder_is_told_where_the_batch_has_none() {
        let here = tempfile::tempdir().unwrap();
        let out = here.path().join("out");
        fs::create_dir(&out).unwrap();
        let told = |lang| lines(&out, here.path(), &Catalog::new(lang));
        assert!(told(Lang::En).is_empty());
        fs::write(here.path().join("batch.toml"), "").unwrap();
        let [line] = &told(Lang::En)[..] else {
            panic!("{:?}", told(Lang::En))
        };
        assert!(line.starts_with("`batch.toml` of the current folder is not read"));
        assert!(told(Lang::Fr)[0].contains("du dossier courant n’est pas lu"));
        assert!(lines(here.path(), here.path(), &Catalog::new(Lang::En)).is_empty());
        fs::write(out.join("batch.toml"), "").unwrap();
        assert!(told(Lang::En).is_empty());
    }
}
