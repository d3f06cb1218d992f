//! Gradings at the same time: together they play no more than their pace allows.

use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use grader::catalogue::Catalogue;
use grader::event::{Event, Listener};
use grader::grade::{Graded, Order, Reference, Request, grade};
use grader::machine::Scratch;
use grader::model::{Asked, Outcome};
use grader::pace::Pace;
use grader::submission::Environment;

/// Without having to wait for its turn, it would be known earlier than this how a program takes its address.
const LATER: Duration = Duration::from_secs(2);

#[test]
fn to_find_out_how_a_program_takes_its_address_waits_for_its_turn() {
    let scratch = Scratch::supervised_by(Path::new(env!("CARGO_BIN_EXE_grader"))).unwrap();
    let exercise = Catalogue::builtin().exercise("ex1").unwrap();
    let environment = Environment::new(std::env::vars_os());
    let pace = Arc::new(Pace::new(1, 1));
    let asked = Asked {
        submission: String::new(),
        exercises: None,
        isolation: None,
        repeat: None,
    };
    let order = Order {
        only: vec!["server-listens".to_owned()],
        pace: Some(pace.clone()),
        ..Order::new(exercise, Graded::Reference, asked)
    };
    let request = Request {
        order: &order,
        reference: Reference::Played,
        reference_digest: "",
        environment: &environment,
        scratch: &scratch,
    };
    let (sender, found) = mpsc::channel();
    let listener: Listener = Arc::new(move |event| {
        if let Event::RoleFound(role) = event {
            sender.send(role).unwrap();
        }
    });
    thread::scope(|scope| {
        let turn = pace.checks.take();
        let graded = scope.spawn(|| grade(&request, &listener));
        let too_early = found.recv_timeout(LATER);
        assert!(too_early.is_err(), "{too_early:?}");
        drop(turn);
        let report = graded.join().unwrap().unwrap();
        assert_eq!(report.checks[0].outcome, Outcome::Passed);
        assert_eq!(found.try_iter().count(), 2);
    });
}
