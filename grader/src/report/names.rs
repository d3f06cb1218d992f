//! Names of a student's things in sentences, and what is wrong where a student names the programs.

use crate::i18n::{Catalog, args};
use crate::model::Misdeclaring as Wrong;

/// `a`, `b`
pub fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// `a`, `b` or `c`.
pub fn either(names: &[String], catalog: &Catalog) -> String {
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => catalog.text(
            "either",
            &args!["first" => quoted(first), "last" => format!("`{last}`")],
        ),
        Some(_) | None => quoted(names),
    }
}

/// What is wrong at a place of a `grader.toml`.
pub fn misdeclared(wrong: &Wrong, catalog: &Catalog) -> String {
    let say = |id: &str, args| catalog.text(id, &args);
    match wrong {
        Wrong::NoToml(said) => say("declaration-no-toml", args!["said" => said]),
        Wrong::UnknownKey(key) => say("declaration-key", args!["key" => key]),
        Wrong::UnknownRoleKey(key) => say("declaration-role-key", args!["key" => key]),
        Wrong::UnknownRole { role, known } => say(
            "declaration-role",
            args!["role" => role, "known" => quoted(known)],
        ),
        Wrong::NamesNothing(roles) => {
            let tables: Vec<String> = roles.iter().map(|role| format!("[roles.{role}]")).collect();
            say(
                "declaration-nothing",
                args!["tables" => either(&tables, catalog)],
            )
        }
        Wrong::RolesNoTable => catalog.plain("declaration-roles-table"),
        Wrong::RoleNoTable => catalog.plain("declaration-role-table"),
        Wrong::NoCommand(role) => say("declaration-no-command", args!["role" => role]),
        Wrong::NoArray => catalog.plain("declaration-no-array"),
        Wrong::NoProgram => catalog.plain("declaration-no-program"),
        Wrong::NoText => catalog.plain("declaration-no-text"),
        Wrong::Nul => catalog.plain("declaration-nul"),
    }
}
