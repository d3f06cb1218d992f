//! Submissions that have the same files, as far as their results tell now: who was graded for others may have handed in
//! other files since, or be gone.

use std::collections::BTreeMap;

use super::store::Head;

/// For each of these that has the files of another one, that one: the same for all that share them, and the one that was
/// graded where it is known.
pub fn alike<'a>(heads: impl Iterator<Item = &'a Head>) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<&str, Vec<&Head>> = BTreeMap::new();
    for head in heads.filter(|head| head.mark().is_some()) {
        if let Some(digest) = &head.digest {
            groups.entry(digest).or_default().push(head);
        }
    }
    let mut alike = BTreeMap::new();
    for mut group in groups.into_values() {
        group.sort_by_key(|head| (head.is_copy(), head.name()));
        if let [first, others @ ..] = &group[..] {
            let pairs = others
                .iter()
                .map(|one| (one.name().to_owned(), first.name().to_owned()));
            alike.extend(pairs);
        }
    }
    alike
}
