//! When programs rest for good, and what looks like it.

use grader::machine::{Machine, Rest, Stand};

use crate::world::{World, all, python};

/// Programs that will never go on by themselves. Each says `up` first.
const RESTS: &[(&str, &str)] = &[
    (
        "a server that accepts",
        "socket.create_server(('127.0.0.1', PORT)).accept()",
    ),
    (
        "who reads what nobody sends",
        "a, b = socket.socketpair(); a.recv(1)",
    ),
    ("who waits for its input", "sys.stdin.read()"),
    (
        "a thread that waits for another",
        "
lock = threading.Lock(); lock.acquire()
thread = threading.Thread(target=lock.acquire); thread.start(); thread.join()",
    ),
    (
        "who waits for a condition",
        "
change = threading.Condition()
with change: change.wait()",
    ),
    (
        "select",
        "select.select([socket.create_server(('127.0.0.1', PORT))], [], [])",
    ),
    (
        "poll",
        "p = select.poll(); s = socket.create_server(('127.0.0.1', PORT)); p.register(s); p.poll()",
    ),
    (
        "epoll",
        "p = select.epoll(); s = socket.create_server(('127.0.0.1', PORT)); p.register(s); p.poll()",
    ),
    (
        "a parent that waits for a child",
        "
child = os.fork()
if child: os.waitpid(child, 0)
else: socket.create_server(('127.0.0.1', PORT)).accept()",
    ),
    (
        "a child that ended and was not asked for",
        "
child = os.fork()
if not child: os._exit(0)
os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
socket.create_server(('127.0.0.1', PORT)).accept()",
    ),
    ("who waits for a signal", "signal.pause()"),
    (
        "a timer that is not set",
        "
libc.timerfd_create(1, 0)
socket.create_server(('127.0.0.1', PORT)).accept()",
    ),
];

/// Programs that will. Each says `up` first.
const GOES_ON: &[(&str, &str)] = &[
    ("a sleeping main thread", "time.sleep(1000)"),
    (
        "a sleeping thread beside one that accepts",
        "
threading.Thread(target=time.sleep, args=[1000]).start()
socket.create_server(('127.0.0.1', PORT)).accept()",
    ),
    (
        "a condition with a time-out",
        "threading.Event().wait(1000)",
    ),
    ("select with one", "select.select([], [], [], 1000)"),
    ("poll with one", "select.poll().poll(1000000)"),
    ("epoll with one", "select.epoll().poll(1000)"),
    (
        "a socket with a time-out of its own",
        "
s = socket.create_server(('127.0.0.1', PORT))
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack('ll', 1000, 0))
s.accept()",
    ),
    (
        "a connection with a time-out of its own",
        "
a, b = socket.socketpair()
a.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack('ll', 1000, 0))
a.recv(1)",
    ),
    (
        "a timer that is set",
        "
timer = libc.timerfd_create(1, 0)
libc.timerfd_settime(timer, 0, struct.pack('llll', 0, 0, 1000, 0), None)
os.read(timer, 8)",
    ),
    (
        "a timer that is set beside an endless wait",
        "
timer = libc.timerfd_create(1, 0)
libc.timerfd_settime(timer, 0, struct.pack('llll', 0, 0, 1000, 0), None)
p = select.epoll(); p.register(timer); p.poll()",
    ),
    (
        "an alarm",
        "
signal.signal(signal.SIGALRM, lambda *_: None); signal.alarm(1000)
socket.create_server(('127.0.0.1', PORT)).accept()",
    ),
    (
        "an interval timer",
        "
signal.signal(signal.SIGALRM, lambda *_: None); signal.setitimer(signal.ITIMER_REAL, 1000)
signal.pause()",
    ),
    (
        "an alarm that is waited for",
        "
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM]); signal.alarm(1000)
signal.sigwait([signal.SIGALRM])",
    ),
    (
        "a POSIX timer",
        "
timer = ctypes.c_void_p()
assert libc.timer_create(1, None, ctypes.byref(timer)) == 0
libc.timer_settime(timer, 0, struct.pack('llll', 0, 0, 1000, 0), None)
socket.create_server(('127.0.0.1', PORT)).accept()",
    ),
    ("who stops itself", "os.kill(os.getpid(), signal.SIGSTOP)"),
    (
        "who spins",
        "
while True: pass",
    ),
    (
        "threads that are born and die",
        "
def chain(): threading.Thread(target=chain).start()
chain()
socket.create_server(('127.0.0.1', PORT)).accept()",
    ),
    (
        "children that are born and die",
        "
def chain():
    while True:
        if os.fork(): os._exit(0)
if not os.fork(): chain()
socket.create_server(('127.0.0.1', PORT)).accept()",
    ),
    (
        "who dials where nobody answers",
        "
s = socket.create_server(('127.0.0.1', PORT), backlog=1)
other = socket.socket(); other.settimeout(1000); other.connect(('127.0.0.1', PORT)); other.recv(1)",
    ),
];

const BEGIN: &str = "
import ctypes, os, select, signal, socket, struct, sys, threading, time
libc = ctypes.CDLL(None)
print('up', flush=True)
";

#[test]
fn who_waits_for_what_cannot_come_rests() {
    for world in all() {
        for (name, code) in RESTS {
            let (machine, _program) = launched(&world, code);
            world.until_or(name, || rests(&machine));
        }
    }
}

#[test]
fn who_may_go_on_never_rests() {
    for world in all() {
        for (name, code) in GOES_ON {
            let (machine, _program) = launched(&world, code);
            // Once nothing moves there, or it has moved for long enough.
            let mut looks = 0;
            world.until(|| {
                looks += 1;
                let tasks = machine.tasks().unwrap();
                looks > 50 || (looks > 10 && tasks.iter().all(|task| task.asleep))
            });
            for _ in 0..20 {
                assert!(!rests(&machine), "{name}, {:?}", world.kind());
            }
        }
    }
}

fn launched(world: &World, code: &str) -> (Machine, grader::machine::Process) {
    let mut machine = world.machine();
    let port = machine.free_port().to_string();
    let code = format!("{BEGIN}{}", code.replace("PORT", &port));
    let program = machine.launch(&python(&code)).unwrap();
    world.line(&program.stdout);
    (machine, program)
}

/// As a check sees it: twice the same, and no timer set.
fn rests(machine: &Machine) -> bool {
    let look = || -> Option<Rest> {
        match machine.stand().unwrap() {
            Stand::Blocked(threads) => machine.rest(threads).unwrap(),
            Stand::Disk | Stand::Goes => None,
        }
    };
    let Some(first) = look() else { return false };
    machine.sleeps_on(&first).unwrap() && look() == Some(first)
}

#[test]
fn who_waits_until_its_child_executes_does_not_wait_for_a_disk() {
    for world in all() {
        let code = "
if libc.vfork() == 0: signal.pause()";
        let (machine, _program) = launched(&world, code);
        world.until(|| {
            let tasks = machine.tasks().unwrap();
            tasks.len() == 2 && tasks.iter().all(|task| task.asleep)
        });
        assert_eq!(machine.stand().unwrap(), Stand::Goes);
    }
}
