//! What a client prints of the answers that it received.

use super::check;
use crate::judge::notation::member;
use crate::model::Failure;

/// The mistake where this was typed, was answered and was printed, each on a line of its own.
#[track_caller]
fn printed(lines: &[(&str, &str, &str)], name: &str) {
    check(not_printed(lines), &talk(lines), name);
}

fn not_printed(lines: &[(&str, &str, &str)]) -> Failure {
    let got: Vec<&str> = lines.iter().map(|(_, _, prints)| *prints).collect();
    Failure::NotPrinted {
        by: member("mine"),
        expected: vec!["panola".into()],
        got: got.join("\n").replace("\\n", "\n").into(),
    }
}

fn talk(lines: &[(&str, &str, &str)]) -> String {
    let said = lines.iter().map(|(asks, answer, prints)| {
        format!(
            r#"
            mine typed "{asks}\n"
            mine > echo "{asks}\n"
            echo > mine "{answer}\n"
            mine prints "{prints}\n"
            "#
        )
    });
    let said: String = said.collect();
    format!("mine > echo connects\n{said}\nmine exits 0\nfails")
}

const ANSWER: &str = "Echo: mimosa rizado";

#[test]
fn an_answer_of_which_the_beginning_is_printed() {
    for prints in [
        "Echo: mim",
        "Echo: m",
        "> Echo: mim",
        "Réponse : Echo: mim",
        "Received b'Echo: mim'",
        "Echo: mimosa ri",
        "Connected\\nEcho: mim\\nBye.",
        "Echo: mim\\nosa riz",
    ] {
        printed(&[("mimosa", ANSWER, prints)], "answer-cut");
    }
    // The rest comes out as the beginning of the next one.
    let next = ("lilas", "Echo: lilas tobemu", "osa rizado\\nEcho: li");
    printed(&[("mimosa", ANSWER, "Echo: mim"), next], "answer-cut");
    // What is known without the answer tells nothing.
    let own = "prints-own-message";
    printed(&[("mimosa", ANSWER, "Echo: mimosa")], own);
    printed(
        &[("mimosa !", "Echo: mimosa ! rizado", "Echo: mimosa !")],
        own,
    );
    for prints in [
        "Echo",
        "Echo: ",
        "Echo client",
        "Reply",
        "mim",
        "",
        "Echo: mimi",
    ] {
        printed(&[("mimosa", ANSWER, prints)], "none");
    }
    // The whole of it was printed as well, and another is missing.
    let whole = "Echo: mim\\nEcho: mimosa rizado";
    printed(&[("mimosa", ANSWER, whole)], "none");
}

#[test]
fn an_answer_is_cut_whatever_becomes_of_the_client() {
    let lines = [("mimosa", ANSWER, "Echo: mim")];
    let seen = talk(&lines);
    let ended = |how: &str| seen.replace("mine exits", &format!("{how}\nmine exits"));
    for how in ["mine > echo ends", "mine > echo resets"] {
        check(not_printed(&lines), &ended(how), "answer-cut");
    }
    let stays = seen.replace("mine exits 0", "");
    check(not_printed(&lines), &stays, "answer-cut");
    // What it printed may be read after its end.
    let prints = "mine prints \"Echo: mim\\n\"";
    let late = format!("{}\n{prints}", seen.replace(prints, ""));
    check(not_printed(&lines), &late, "answer-cut");
    // It fell; the answer has no end yet; it was another's.
    let cases = [
        seen.replace("exits 0", "exits 1"),
        seen.replace("rizado\\n", "rizado"),
        seen.replace("mine", "peer"),
    ];
    for case in cases {
        check(not_printed(&lines), &case, "none");
    }
}

#[test]
fn a_message_of_its_own_is_printed_and_no_answer() {
    let own = "prints-own-message";
    printed(&[("mimosa", ANSWER, "I sent mimosa")], own);
    // Something of an answer was printed: that one or another.
    printed(&[("mimosa", ANSWER, "mimosa: rizado")], "none");
    let next = ("lilas", "Echo: lilas tobemu", "Echo: lilas");
    printed(&[("mimosa", ANSWER, ANSWER), next], "none");
    printed(&[("mimosa", ANSWER, "mimosa"), next], own);
}
