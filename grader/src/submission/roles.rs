//! Which program plays which role, by its name. Pure: programs are described, not touched.
//!
//! The nearest name wins: a role's word itself, then a name that contains a word of this role alone, then one that
//! contains words of several roles (`serveur_multi_clients`), then a program whose own name says nothing and whose
//! folder or package is named after the role. Among equals the one that lies less deep wins; what is still equal is
//! ambiguous. A program plays one role. At last, the only program left whose name says nothing plays the only role
//! that it can.

use std::collections::BTreeMap;

use crate::model::{Conduct, Missing, Role, RoleName};

/// A program of a submission, as far as its role depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its target's or file's name, without an extension.
    pub name: String,
    /// How its student knows it.
    pub label: String,
    /// The names of the folders that it lies in, below the submission's, and of its package.
    pub place: Vec<String>,
    /// How many folders deep it lies.
    pub depth: usize,
    /// Its language, in the order in which they are preferred.
    pub language: Language,
    /// What its source does.
    pub leaning: Leaning,
    /// Whether it is a program for certain, not a module of another one.
    pub entry: bool,
}

/// A language that is known without a `grader.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// A binary target of a cargo package.
    Rust,
    /// A file.
    Python,
}

/// What a program's source does on the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaning {
    /// It opens a listening socket.
    Listens,
    /// It connects, and does not listen.
    Dials,
    /// Neither is seen.
    Unknown,
}

/// For every role, the index of the candidate that plays it, or why there is none.
type Played = BTreeMap<RoleName, Result<usize, Missing>>;

/// How near a name is to a role; the least is the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Word,
    ContainsWord,
    ContainsSeveral,
    Place,
}

/// For every role, the index of the candidate that plays it, or why there is none.
pub fn assign(
    roles: &BTreeMap<RoleName, Role>,
    candidates: &[Candidate],
) -> BTreeMap<RoleName, Result<usize, Missing>> {
    let mut ranks = Vec::new();
    for role in listening_first(roles) {
        for (index, candidate) in candidates.iter().enumerate() {
            if let Some(nearness) = nearness(candidate, role, roles) {
                let rank = (candidate.language, nearness, candidate.depth);
                ranks.push((rank, role, index));
            }
        }
    }
    // Stable: at one rank, roles that listen keep their precedence.
    ranks.sort_by_key(|(rank, ..)| *rank);

    let mut found: BTreeMap<RoleName, Result<usize, Missing>> = BTreeMap::new();
    for (rank, role, _) in &ranks {
        if found.contains_key(&role.name) {
            continue;
        }
        let free: Vec<usize> = ranks
            .iter()
            .filter(|(other, wanted, _)| other == rank && wanted.name == role.name)
            .map(|(.., index)| *index)
            .filter(|index| !found.values().any(|taken| taken == &Ok(*index)))
            .collect();
        match free[..] {
            [] => {}
            [index] => {
                found.insert(role.name.clone(), Ok(index));
            }
            _ => {
                let candidates = free.iter().map(|i| candidates[*i].label.clone()).collect();
                found.insert(role.name.clone(), Err(Missing::Ambiguous { candidates }));
            }
        }
    }
    if let Some((role, index)) = last_resort(roles, candidates, &found) {
        found.insert(role, Ok(index));
    }
    for role in roles.values() {
        found.entry(role.name.clone()).or_insert_with(|| {
            Err(Missing::NotFound {
                looked_for: role.names.clone(),
                found: candidates.iter().map(|c| c.label.clone()).collect(),
            })
        });
    }
    found
}

/// The programs that are named after a role which one in another language plays.
pub fn passed_over(
    roles: &BTreeMap<RoleName, Role>,
    candidates: &[Candidate],
    found: &BTreeMap<RoleName, Result<usize, Missing>>,
) -> Vec<usize> {
    let named = |candidate: &Candidate| {
        let is_near = |role: &&Role| {
            nearness(candidate, role, roles).is_some_and(|near| near <= Nearness::ContainsWord)
        };
        roles.values().find(is_near)
    };
    let others = candidates.iter().enumerate().filter(|(_, candidate)| {
        let player = named(candidate).and_then(|role| found.get(&role.name)?.as_ref().ok());
        player.is_some_and(|player| candidates[*player].language != candidate.language)
    });
    others.map(|(index, _)| index).collect()
}

/// The folders that hold a submission each, where nothing says which of them is meant: no role is played by any one program,
/// and in each of several folders beside each other all of them are; or else, where whole submissions are not to be found, one
/// that more than one program could play.
pub fn several(
    roles: &BTreeMap<RoleName, Role>,
    candidates: &[Candidate],
    found: &BTreeMap<RoleName, Result<usize, Missing>>,
) -> Vec<String> {
    if found.values().any(Result::is_ok) {
        return vec![];
    }
    let deepest = candidates.iter().map(|candidate| candidate.depth).max();
    let several = |plays: &dyn Fn(&Played) -> bool| {
        let folders = (1..=deepest.unwrap_or(0)).map(|depth| {
            let mut folders: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
            for candidate in candidates.iter().filter(|one| one.depth >= depth) {
                let folder = candidate.place[..depth].join("/");
                folders.entry(folder).or_default().push(candidate.clone());
            }
            let those = folders.into_iter();
            let those = those.filter(|(_, own)| plays(&assign(roles, own)));
            those.map(|(folder, _)| folder).collect::<Vec<_>>()
        });
        { folders }.find(|folders| folders.len() > 1)
    };
    let ambiguous = |(role, found): (&RoleName, &Result<usize, Missing>)| {
        matches!(found, Err(Missing::Ambiguous { .. })).then(|| role.clone())
    };
    let doubtful = found.iter().filter_map(ambiguous);
    several(&|played| played.values().all(Result::is_ok))
        .or_else(|| { doubtful }.find_map(|role| several(&|played| played[&role].is_ok())))
        .unwrap_or_default()
}

/// The only program left whose name says nothing, and the role that it can play: the one that its source fits, else
/// the first that listens.
fn last_resort(
    roles: &BTreeMap<RoleName, Role>,
    candidates: &[Candidate],
    found: &BTreeMap<RoleName, Result<usize, Missing>>,
) -> Option<(RoleName, usize)> {
    let mut left = candidates.iter().enumerate().filter(|(index, candidate)| {
        !found.values().any(|taken| taken == &Ok(*index))
            && (candidate.entry || candidate.leaning != Leaning::Unknown)
            && roles.values().all(|role| !says(&candidate.name, role))
    });
    let (Some((index, candidate)), None) = (left.next(), left.next()) else {
        return None;
    };
    let role = listening_first(roles)
        .into_iter()
        .filter(|role| !found.contains_key(&role.name))
        .find(|role| !contradicts(candidate.leaning, role))?;
    Some((role.name.clone(), index))
}

fn listening_first(roles: &BTreeMap<RoleName, Role>) -> Vec<&Role> {
    let mut roles: Vec<&Role> = roles.values().collect();
    roles.sort_by_key(|role| match role.conduct {
        Conduct::Listens { .. } => 0,
        Conduct::Dials { .. } => 1,
    });
    roles
}

fn nearness(
    candidate: &Candidate,
    role: &Role,
    roles: &BTreeMap<RoleName, Role>,
) -> Option<Nearness> {
    let others = |name: &str| {
        roles
            .values()
            .any(|other| other.name != role.name && says(name, other))
    };
    let name = &candidate.name;
    if role
        .names
        .iter()
        .any(|word| word.eq_ignore_ascii_case(name))
    {
        return Some(Nearness::Word);
    }
    if says(name, role) && !others(name) {
        return Some(Nearness::ContainsWord);
    }
    if contradicts(candidate.leaning, role) {
        return None;
    }
    if says(name, role) {
        return Some(Nearness::ContainsSeveral);
    }
    let place = &candidate.place;
    let named = place.iter().any(|name| says(name, role));
    let misnamed = others(name) || place.iter().any(|name| others(name));
    (candidate.entry && named && !misnamed).then_some(Nearness::Place)
}

fn says(name: &str, role: &Role) -> bool {
    let name = name.to_lowercase();
    let mut words = role.names.iter();
    words.any(|word| name.contains(&word.to_lowercase()))
}

fn contradicts(leaning: Leaning, role: &Role) -> bool {
    match (leaning, &role.conduct) {
        (Leaning::Listens, Conduct::Dials { .. }) | (Leaning::Dials, Conduct::Listens { .. }) => {
            true
        }
        (Leaning::Listens, Conduct::Listens { .. })
        | (Leaning::Dials, Conduct::Dials { .. })
        | (Leaning::Unknown, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Candidate, Language, Leaning, assign, passed_over, several};
    use crate::model::{Conduct, Missing, Role, RoleName};

    fn roles() -> BTreeMap<RoleName, Role> {
        let role = |name: &str, names: &[&str], conduct| {
            let role = Role {
                name: name.into(),
                names: names.iter().map(ToString::to_string).collect(),
                conduct,
                arguments: vec![],
            };
            (name.to_string(), role)
        };
        let dials = Conduct::Dials {
            role: "server".into(),
        };
        let listens = Conduct::Listens { ports: vec![8000] };
        BTreeMap::from([
            role("client", &["client"], dials),
            role("server", &["server", "serveur"], listens),
        ])
    }

    /// A candidate from `rust server/main listens`: language, path, and what is known besides.
    fn candidate(text: &str) -> Candidate {
        let mut words = text.split_whitespace();
        let language = match words.next().unwrap() {
            "rust" => Language::Rust,
            _ => Language::Python,
        };
        let path: Vec<String> = words.next().unwrap().split('/').map(Into::into).collect();
        let (name, place) = path.split_last().unwrap();
        let rest: Vec<&str> = words.collect();
        Candidate {
            name: name.clone(),
            label: path.join("/"),
            place: place.to_vec(),
            depth: place.len(),
            language,
            leaning: match rest[..] {
                [] | ["module"] => Leaning::Unknown,
                ["listens"] => Leaning::Listens,
                _ => Leaning::Dials,
            },
            entry: rest != ["module"],
        }
    }

    /// `candidates`, separated by commas, gives `expected`: what plays the client, and what the server.
    #[track_caller]
    fn check(candidates: &str, expected: &str) {
        let candidates: Vec<Candidate> = candidates.split(',').map(candidate).collect();
        let found = assign(&roles(), &candidates);
        let shown = |role: &str| match &found[role] {
            Ok(index) => candidates[*index].label.clone(),
            Err(Missing::Ambiguous { candidates }) => candidates.join("|"),
            Err(_) => "-".into(),
        };
        assert_eq!(format!("{} {}", shown("client"), shown("server")), expected);
    }

    #[test]
    fn names_are_words_or_contain_them() {
        check("rust client,rust server", "client server");
        check(
            "python serveur_echo,python client_echo",
            "client_echo serveur_echo",
        );
        check("rust TcpServer,rust TcpClient", "TcpClient TcpServer");
    }

    #[test]
    fn a_word_beats_what_contains_it() {
        check("rust server,rust server_old,rust client", "client server");
        check(
            "rust server_a,rust server_b,rust client",
            "client server_a|server_b",
        );
    }

    #[test]
    fn what_lies_less_deep_wins() {
        check(
            "python server,python old/server,python client",
            "client server",
        );
    }

    #[test]
    fn a_name_of_two_roles_is_the_servers() {
        check(
            "rust multi_client_server,rust echo_client",
            "echo_client multi_client_server",
        );
        check(
            "rust serveur_multi_clients,rust client",
            "client serveur_multi_clients",
        );
        check("rust serveur_multi_clients", "- serveur_multi_clients");
        check(
            "rust serveur,rust serveur_multi_clients listens",
            "- serveur",
        );
    }

    #[test]
    fn folders_speak_for_programs_whose_name_says_nothing() {
        check("rust server/tp1,rust client/tp2", "client/tp2 server/tp1");
        check(
            "python server/main,python server/protocol module,python client/main",
            "client/main server/main",
        );
        check("rust tp-client-server/a,rust tp-client-server/b", "- -");
    }

    #[test]
    fn submissions_beside_each_other_are_told_from_one() {
        let several = |candidates: &str| {
            let candidates: Vec<Candidate> = candidates.split(',').map(candidate).collect();
            several(&roles(), &candidates, &assign(&roles(), &candidates)).join(" ")
        };
        let class = "rust léa/client,rust léa/server,python ali/client,python ali/server";
        assert_eq!(several(class), "");
        let class = class.replace("python", "rust");
        assert_eq!(several(&class), "ali léa");
        assert_eq!(several(&(class.clone() + ",rust zoé/server")), "ali léa");
        assert_eq!(
            several(&class.replace("ali", "tp/ali").replace("léa", "tp/léa")),
            "tp/ali tp/léa"
        );
        // One folder for each role is one submission, and so is what begins beside older ones.
        assert_eq!(several("rust client/a,rust server/b"), "");
        assert_eq!(several(&(class + ",rust client,rust server")), "");
        // One that lacks a role is one, too; programs whose names say nothing may be the parts of one.
        assert_eq!(several("rust v1/server,rust v2/server"), "v1 v2");
        assert_eq!(
            several("python tp/v1/server,python tp/v2/server"),
            "tp/v1 tp/v2"
        );
        assert_eq!(several("rust server_a,rust server_b"), "");
        assert_eq!(several("rust a/x listens,rust b/y dials"), "");
        assert_eq!(several("rust v1/server,rust v2/server,rust v2/client"), "");
    }

    #[test]
    fn what_is_passed_over_is_named_after_a_role_of_another_language() {
        let over = |candidates: &str| {
            let candidates: Vec<Candidate> = candidates.split(',').map(candidate).collect();
            let found = assign(&roles(), &candidates);
            let over = passed_over(&roles(), &candidates, &found).into_iter();
            over.map(|index| candidates[index].label.clone())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mixed = "rust client,rust server,python client,python serveur_echo,python util module";
        assert_eq!(over(mixed), "client serveur_echo");
        assert_eq!(over("rust server,python client"), "");
        assert_eq!(over("rust server,rust server_old,python client"), "");
    }

    #[test]
    fn languages_mix_and_rust_comes_first() {
        check("rust server,python client", "client server");
        check(
            "python server,rust echo_server,python client",
            "client echo_server",
        );
    }

    #[test]
    fn the_only_program_left_plays_what_it_can() {
        check("rust tp1", "- tp1");
        check("rust tp1 dials", "tp1 -");
        check("rust tp1,rust client", "client tp1");
        check("rust tp1 listens,rust server", "- server");
        check("python server,python protocol module", "- server");
        check("rust a,rust b", "- -");
    }
}
