//! What is said of the machines that a host gives.

use crate::i18n::{Catalog, args};
use crate::model::{Guarantees, Isolation, IsolationKind, MemoryBound, Remedy};

/// The kind of machines, and why it is not a better one.
pub fn kind(isolation: &Isolation, catalog: &Catalog) -> String {
    let kind = catalog.plain(match isolation.kind {
        IsolationKind::Isolated => "machines-isolated",
        IsolationKind::Landlock => "machines-landlock",
        IsolationKind::Plain => "machines-plain",
    });
    match &isolation.why {
        None => kind,
        Some(why) => catalog.text("machines-why", &args!["kind" => kind, "why" => why]),
    }
}

/// What holds on them, what does not, and what would: each with its label, where there is something to say.
pub fn said(isolation: &Isolation, catalog: &Catalog) -> Vec<(String, String)> {
    let [holds, lacks] = guarantees(&isolation.guarantees, catalog);
    let remedy = isolation.remedy.map(|known| remedy(known, catalog));
    [
        ("label-holds", holds),
        ("label-lacks", lacks),
        ("label-remedy", remedy.into_iter().collect()),
    ]
    .into_iter()
    .filter(|(_, said)| !said.is_empty())
    .map(|(label, said)| (catalog.plain(label), said.join(", ")))
    .collect()
}

/// What holds on them, and what does not.
fn guarantees(guarantees: &Guarantees, catalog: &Catalog) -> [Vec<String>; 2] {
    let Guarantees {
        network,
        ports,
        cleanup,
        files,
        memory,
        processes,
        build,
    } = *guarantees;
    let mut said = [vec![], vec![]];
    for (holds, id) in [
        (network, "guarantee-network"),
        (ports, "guarantee-ports"),
        (cleanup, "guarantee-cleanup"),
        (files, "guarantee-files"),
        (memory != MemoryBound::PerProcess, "guarantee-memory"),
        (processes, "guarantee-processes"),
        (build, "guarantee-build"),
    ] {
        said[usize::from(!holds)].push(catalog.plain(id));
    }
    said
}

/// What to do for better machines.
pub fn remedy(remedy: Remedy, catalog: &Catalog) -> String {
    catalog.plain(match remedy {
        Remedy::MoreNamespaces => "isolation-more",
        Remedy::AppArmor => "isolation-apparmor",
        Remedy::Container => "isolation-container",
        Remedy::Allow => "isolation-allow",
    })
}
