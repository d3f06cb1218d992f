//! The arguments of a message, harmless by construction.

use std::fmt::Display;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::model::escape;

/// What a message's placeholders stand for.
#[derive(Debug, Default)]
pub struct Args(pub(super) FluentArgs<'static>);

impl Args {
    /// Adds an argument.
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.0.set(name, value.into().0);
        self
    }
}

/// One argument. A text may come from a program: what could do harm in a terminal is made visible here, once.
#[derive(Debug)]
pub struct Arg(FluentValue<'static>);

impl Arg {
    /// An argument from anything that shows itself.
    pub fn shown(value: impl Display) -> Self {
        Self::from(value.to_string())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self(FluentValue::from(escape::harmless(&text)))
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self(FluentValue::from(escape::harmless(text)))
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self(FluentValue::from(number))
            }
        })*
    };
}

numbers!(u16, u32, u64, usize, i32);

/// `args!["role" => name, "count" => 3]`
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => {
        $crate::i18n::Args::default()$(.with($name, $value))*
    };
}
pub(crate) use args;
