//! What is wrong with the file in which a student names the programs.

use serde::{Deserialize, Serialize};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misdeclared {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What it is.
    pub wrong: Misdeclaring,
}

/// What is wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Misdeclaring {
    /// It is no TOML, in the words of the parser.
    NoToml(String),
    /// The file has no such key.
    UnknownKey(String),
    /// A role has no such key.
    UnknownRoleKey(String),
    /// The exercise has no such role.
    UnknownRole {
        /// The name.
        role: String,
        /// The roles that there are.
        known: Vec<String>,
    },
    /// It names no program for any of these roles.
    NamesNothing(Vec<String>),
    /// `roles` is no table.
    RolesNoTable,
    /// A role is no table.
    RoleNoTable,
    /// This role has no command.
    NoCommand(String),
    /// A command is no array.
    NoArray,
    /// A command has no program to begin with.
    NoProgram,
    /// A word of a command is no text.
    NoText,
    /// A word of a command contains a NUL.
    Nul,
}
