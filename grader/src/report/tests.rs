//! Reports in, pages out.

use super::{Look, sample, terminal};
use crate::i18n::Catalog;
use crate::model::Lang;

fn look(width: usize) -> Look {
    Look {
        width,
        colour: false,
        ascii: false,
    }
}

#[test]
fn show_me() {
    for (lang, width) in [(Lang::Fr, 80), (Lang::En, 80), (Lang::Fr, 40)] {
        println!(
            "{}",
            terminal::render(&sample::mixed(), &Catalog::new(lang), look(width))
        );
        println!("=================");
    }
    println!(
        "{}",
        terminal::render(&sample::unbuilt(), &Catalog::new(Lang::Fr), look(80))
    );
}
