//! Machines, with real programs on them. What needs an isolated machine says so and is left out where the host refuses them.
#![expect(clippy::unwrap_used, reason = "in a test, a panic is a report")]

mod rest;
mod world;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::fd::AsRawFd;
use std::time::Duration;

use grader::machine::{Ended, Excess, Layer, Signal, ToolEnd};
use grader::model::{Exit, LimitKind, Limits};
use world::{World, all, isolated, python, shell};

const ECHO: &str = "
import socket
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('localhost', PORT)); s.listen(5)
while True:
    c, _ = s.accept()
    while data := c.recv(1024): c.sendall(b'Echo: ' + data)
    c.close()
";

#[test]
fn two_programs_have_the_same_port_at_once() {
    let Some(world) = isolated() else { return };
    let code = ECHO.replace("PORT", "8000");
    let mut machines = [world.machine(), world.machine()];
    let programs: Vec<_> = machines
        .iter_mut()
        .map(|machine| machine.launch(&python(&code)))
        .collect();
    for (machine, program) in machines.iter().zip(&programs) {
        assert!(program.is_ok(), "{program:?}");
        world.until(|| !machine.listeners().unwrap().is_empty());
        let mut client = world.connect(machine, 8000);
        client.write_all(b"bonjour").unwrap();
        let mut answer = [0; 13];
        client.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"Echo: bonjour");
    }
    assert!(
        TcpStream::connect(("127.0.0.1", 8000)).is_err(),
        "port 8000 of the host is not theirs"
    );
}

#[test]
fn a_program_is_nobody_and_sees_nothing_of_the_host() {
    let Some(world) = isolated() else { return };
    let text = world.output(&shell(
        "id -u; echo $$; cat /proc/1/cmdline | tr '\\0' ' '; ls /; ls -A /root /home; cat /proc/1/environ /proc/1/maps; \
         touch /etc/x /submission/x /x; echo $HOME $PWD; grep Cap /proc/self/status; env; hostname; \
         cat /proc/self/uid_map; mount -t tmpfs x /tmp; ls /proc/self/fd",
    ));
    println!("{text}");
    assert!(text.starts_with("1000\n2\n"), "{text}");
    assert!(
        text.contains("CapEff:\t0000000000000000") && text.contains("CapBnd:\t0000000000000000"),
        "{text}"
    );
    assert!(
        !text.contains("CARGO"),
        "nothing of the host's environment: {text}"
    );
    assert!(text.contains("grader-machine"), "{text}");
    assert!(text.contains("/home/student /home/student"), "{text}");
    assert!(
        text.contains("Read-only file system") && text.contains("Permission denied"),
        "{text}"
    );
}

#[test]
fn ends_are_told_apart() {
    for world in all() {
        let kind = world.kind();
        assert_eq!(
            world.end(&shell("exit 7")),
            Ended::Exited(Exit::Code(7)),
            "{kind:?}"
        );
        assert_eq!(
            world.end(&shell("kill -SEGV $$")),
            Ended::Exited(Exit::Signal(11)),
            "{kind:?}"
        );
        let missing = world.end(&world::program("/usr/bin/no-such-program", &[]));
        assert_eq!(
            missing,
            Ended::CannotExecute("No such file or directory".into()),
            "{kind:?}"
        );
        let refused = world.end(&world::program("/etc/ssl", &[]));
        assert!(
            matches!(refused, Ended::CannotExecute(_)),
            "{kind:?} {refused:?}"
        );
    }
}

#[test]
fn signals_reach_the_program_itself() {
    for world in all() {
        let mut machine = world.machine();
        for (signal, number) in [(Signal::Terminate, 15), (Signal::Kill, 9)] {
            let mut program = machine
                .launch(&python("import time; print('up'); time.sleep(1000)"))
                .unwrap();
            world.line(&program.stdout);
            program.signal(Signal::Stop).unwrap();
            program.signal(Signal::Continue).unwrap();
            program.signal(signal).unwrap();
            assert_eq!(
                world.wait(&mut program),
                Ended::Exited(Exit::Signal(number))
            );
            program.signal(Signal::Kill).unwrap();
        }
    }
}

#[test]
fn a_listener_is_listed_and_ours_is_not() {
    for world in all() {
        let mut machine = world.machine();
        let port = machine.free_port();
        let ours = machine.socket(false).unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], machine.free_port()));
        rustix::net::bind(&ours, &address).unwrap();
        rustix::net::listen(&ours, 5).unwrap();
        let code = "
import socket, time
a = socket.create_server(('127.0.0.1', PORT), backlog=7)
b = socket.create_server(('::1', PORT), family=socket.AF_INET6)
time.sleep(1000)";
        let _program = machine
            .launch(&python(&code.replace("PORT", &port.to_string())))
            .unwrap();
        world.until(|| machine.listeners().unwrap().len() == 2);
        let found = machine.listeners().unwrap();
        let addresses: BTreeSet<String> = found
            .iter()
            .map(|listener| listener.address.to_string())
            .collect();
        assert_eq!(
            addresses,
            BTreeSet::from([format!("127.0.0.1:{port}"), format!("[::1]:{port}")])
        );
        let v4 = found
            .iter()
            .find(|listener| listener.address.is_ipv4())
            .unwrap();
        assert_eq!((v4.queued, v4.backlog), (0, 7));
        let _client = world.connect(&machine, port);
        world.until(|| {
            machine
                .listeners()
                .unwrap()
                .iter()
                .any(|listener| listener.queued == 1)
        });
    }
}

#[test]
fn an_endpoint_shows_what_is_unread_and_whether_it_was_accepted() {
    for world in all() {
        let mut machine = world.machine();
        let port = machine.free_port();
        let code = "
import socket, sys
s = socket.create_server(('::', PORT), family=socket.AF_INET6, dualstack_ipv6=True)
sys.stdin.readline()
c, _ = s.accept()
sys.stdin.readline()
c.recv(3)
sys.stdin.readline()";
        let mut program = machine
            .launch(&python(&code.replace("PORT", &port.to_string())))
            .unwrap();
        let stdin = program.stdin.take().unwrap();
        world.until(|| !machine.listeners().unwrap().is_empty());
        let mut client = world.connect(&machine, port);
        let (local, remote) = (client.peer_addr().unwrap(), client.local_addr().unwrap());
        client.write_all(b"bonjour").unwrap();
        let end = || machine.endpoint(local, remote).unwrap().unwrap();
        world.until(|| end().unread == 7);
        assert!(!end().accepted && end().inode == 0);
        rustix::io::write(&stdin, b"\n").unwrap();
        world.until(|| end().accepted);
        assert!(end().inode != 0);
        rustix::io::write(&stdin, b"\n").unwrap();
        world.until(|| end().unread == 4);
        let nobody = SocketAddr::from(([127, 0, 0, 1], 9));
        assert_eq!(machine.endpoint(local, nobody).unwrap(), None);
    }
}

#[test]
fn an_endpoint_shows_that_the_other_side_has_refused_more() {
    for world in all() {
        let mut machine = world.machine();
        let port = machine.free_port();
        let code = "
import socket, sys
s = socket.create_server(('127.0.0.1', PORT))
c, _ = s.accept()
sys.stdin.readline()
while c.recv(1 << 20): pass";
        let mut program = machine
            .launch(&python(&code.replace("PORT", &port.to_string())))
            .unwrap();
        let stdin = program.stdin.take().unwrap();
        world.until(|| !machine.listeners().unwrap().is_empty());
        let mut client = world.connect(&machine, port);
        client.set_nonblocking(true).unwrap();
        let (local, remote) = (client.local_addr().unwrap(), client.peer_addr().unwrap());
        let end = || machine.endpoint(local, remote).unwrap().unwrap();
        let mut fill = || while client.write(&[b'x'; 1 << 16]).is_ok() {};
        // What is on its way is not refused; what nobody reads is, in the end.
        world.until(|| {
            fill();
            end().probes
        });
        assert!(end().unacked > 0);
        assert!(machine.endpoint(remote, local).unwrap().unwrap().unread > 0);
        rustix::io::write(&stdin, b"\n").unwrap();
        world.until(|| end().unacked == 0);
        assert!(!end().probes);
    }
}

#[test]
fn waiting_to_read_is_seen_in_every_call() {
    let ways = [
        "c.recv(1)",
        "c.settimeout(100); c.recv(1)",
        "select.select([c], [], [])",
        "select.select([s, c], [], [], 100)",
        "p = select.poll(); p.register(c, select.POLLIN); p.poll()",
        "p = select.epoll(); p.register(c, select.EPOLLIN); p.poll()",
        "threading.Thread(target=c.recv, args=(1,)).start()",
        "os.read(c.fileno(), 1)",
        "c.makefile().readline()",
        "import asyncio\nasync def f():\n    r, w = await asyncio.open_connection(sock=c)\n    await r.readline()\nasyncio.run(f())",
    ];
    let not = [
        "time.sleep(1000)",
        "s.accept()",
        "select.select([s], [c], [c], 1000) and time.sleep(1000)",
        "sys.stdin.read()",
        "p = select.epoll(); p.register(c, select.EPOLLPRI); p.poll()",
    ];
    for world in all() {
        for (way, expected) in ways
            .map(|way| (way, true))
            .into_iter()
            .chain(not.map(|way| (way, false)))
        {
            let mut machine = world.machine();
            let port = machine.free_port();
            let code = format!(
                "import socket, select, threading, os, sys, time\ns = socket.create_server(('127.0.0.1', {port}))\nc, _ = s.accept()\nprint('up')\n{way}\ntime.sleep(1000)"
            );
            let program = machine.launch(&python(&code)).unwrap();
            world.until(|| !machine.listeners().unwrap().is_empty());
            let client = world.connect(&machine, port);
            world.line(&program.stdout);
            let end = machine
                .endpoint(client.peer_addr().unwrap(), client.local_addr().unwrap())
                .unwrap()
                .unwrap();
            if expected {
                world.until_or(way, || machine.waits_to_read(end.inode).unwrap());
            } else {
                // Once it is blocked, whatever it is blocked in.
                let busy = || machine.usage().unwrap().busy_ns;
                world.until(|| {
                    let before = busy();
                    std::thread::yield_now();
                    let _ = rustix::thread::nanosleep(&rustix::time::Timespec {
                        tv_sec: 0,
                        tv_nsec: 50_000_000,
                    });
                    before == busy()
                });
                assert!(!machine.waits_to_read(end.inode).unwrap(), "{way}");
            }
        }
    }
}

/// What one thread waits to read, another may be about to answer.
#[test]
fn a_program_that_goes_on_does_not_wait_to_read() {
    for world in all() {
        let mut machine = world.machine();
        let port = machine.free_port();
        let code = format!(
            "import socket, threading\ns = socket.create_server(('127.0.0.1', {port}))\nc, _ = s.accept()\nthreading.Thread(target=c.recv, args=(1,)).start()\nprint('up')\nwhile True: pass"
        );
        let program = machine.launch(&python(&code)).unwrap();
        world.until(|| !machine.listeners().unwrap().is_empty());
        let client = world.connect(&machine, port);
        world.line(&program.stdout);
        let end = machine
            .endpoint(client.peer_addr().unwrap(), client.local_addr().unwrap())
            .unwrap()
            .unwrap();
        let before = machine.usage().unwrap().busy_ns;
        while machine.usage().unwrap().busy_ns < before + 50_000_000 {
            assert!(!machine.waits_to_read(end.inode).unwrap());
        }
    }
}

#[test]
fn fifty_python_threads_fit() {
    for world in all() {
        let code = "
import threading
stop = threading.Event()
threads = [threading.Thread(target=stop.wait) for _ in range(50)]
[t.start() for t in threads]
print(threading.active_count())
stop.set()";
        assert_eq!(world.output(&python(code)), "51\n");
    }
}

#[test]
fn usage_counts_threads_descriptors_and_connections() {
    for world in all() {
        let mut machine = world.machine();
        let port = machine.free_port();
        // Both processes hold the connection.
        let code = format!(
            "
import os, threading, time, socket
server = socket.create_server(('127.0.0.1', {port}))
connection, _ = server.accept()
server.close()
if os.fork() == 0:
    time.sleep(1000)
t = [threading.Thread(target=time.sleep, args=(1000,)) for _ in range(4)]
[x.start() for x in t]
f = [socket.socket() for _ in range(10)]
print('up')"
        );
        let program = machine.launch(&python(&code)).unwrap();
        world.until(|| !machine.listeners().unwrap().is_empty());
        let _client = world.connect(&machine, port);
        world.line(&program.stdout);
        let usage = machine.usage().unwrap();
        assert_eq!(
            (usage.threads, usage.processes),
            (6, 2),
            "{:?}",
            world.kind()
        );
        assert_eq!(
            (usage.descriptors, usage.connections),
            (14 + 4, 1),
            "{:?}",
            world.kind()
        );
        assert!(usage.busy_ns > 1_000_000);
    }
}

#[test]
fn limits_are_named() {
    let limits = Limits {
        memory: 64 << 20,
        file: 1 << 20,
        processes: 20,
        ..Limits::default()
    };
    let cases = [
        (
            LimitKind::Memory,
            "x = bytearray(b'x') * (100 << 20); time.sleep(1000)",
        ),
        // More than twice the limit: its own error comes before anybody has looked.
        (
            LimitKind::Memory,
            "x = [bytearray(b'x') * (8 << 20) for _ in range(100)]",
        ),
        (
            LimitKind::Memory,
            "for _ in range(5):\n  if os.fork() == 0: x = bytearray(b'x') * (20 << 20); time.sleep(1000)\ntime.sleep(1000)",
        ),
        (
            LimitKind::Memory,
            "import mmap\nm = mmap.mmap(-1, 100 << 20)\nm.write(b'x' * (100 << 20)); time.sleep(1000)",
        ),
        (
            LimitKind::File,
            "open(os.environ['HOME'] + '/big', 'wb').write(b'x' * (3 << 20))",
        ),
        (
            LimitKind::File,
            "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_DFL)\nopen(os.environ['TMPDIR'] + '/big', 'wb').write(b'x' * (3 << 20))",
        ),
        (LimitKind::Cpu, "while True: pass"),
        (
            LimitKind::Cpu,
            "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
        ),
        (
            LimitKind::Cpu,
            "while True:\n  if os.fork() == 0: sum(range(10**6)); os._exit(0)\n  os.wait()",
        ),
        (
            LimitKind::Processes,
            "import threading\nwhile True:\n  try: threading.Thread(target=time.sleep, args=(1000,)).start()\n  except RuntimeError: time.sleep(1)",
        ),
        (
            LimitKind::Processes,
            "while True:\n  try: os.fork()\n  except OSError: time.sleep(1)",
        ),
    ];
    for world in all() {
        for (limit, code) in &cases {
            let cpu = match limit {
                LimitKind::Cpu => Duration::from_secs(1),
                // Of no concern, however slow the host is.
                _ => Duration::from_secs(60),
            };
            let limits = Limits {
                cpu,
                ..limits.clone()
            };
            let mut machine = world.host.machine(&limits).unwrap();
            let mut program = machine
                .launch(&python(&format!("import os, time\n{code}")))
                .unwrap();
            assert_eq!(
                world.wait(&mut program),
                Ended::OverLimit(*limit),
                "{:?} {code}",
                world.kind()
            );
        }
    }
}

/// What programs share counts once, and what they might use does not count.
#[test]
fn honest_programs_fit() {
    let limits = Limits {
        memory: 64 << 20,
        ..Limits::default()
    };
    let share = "import os, time\nx = bytearray(b'x') * (30 << 20)\nfor _ in range(6):\n  if os.fork() == 0: time.sleep(0.3); os._exit(0)\nfor _ in range(6): os.wait()\nprint('done')";
    let reserve = "import mmap, time\nm = mmap.mmap(-1, 100 << 20)\ntime.sleep(0.2)\nprint('done')";
    for world in all() {
        for code in [share, reserve] {
            let text = world.output_with(&limits, &python(code));
            assert_eq!(text, "done\n", "{:?} {code}", world.kind());
        }
    }
}

#[test]
fn a_full_folder_is_full_for_its_program_only() {
    let Some(world) = isolated() else { return };
    let limits = Limits {
        file: 1 << 20,
        ..Limits::default()
    };
    let inodes = "for i in $(seq 6000); do : > /tmp/$i || break; done 2>&1 | grep -c 'No space'";
    assert_eq!(world.output_with(&limits, &shell(inodes)), "1\n");
    let bytes = "for i in $(seq 10); do head -c 1000000 /dev/zero > $HOME/$i || break; done 2>&1 | grep -c 'No space'";
    assert_eq!(world.output_with(&limits, &shell(bytes)), "1\n");
}

#[test]
fn nothing_outlives_a_machine() {
    for world in all() {
        let mut machine = world.machine();
        let code = "
import os, time
for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(1000)
        os._exit(0)
# A list of children is right only while none of them moves to another parent.
for _ in range(5):
    os.wait()
print('up'); time.sleep(1000)";
        let marker = format!("# {:?}", world.kind());
        let program = machine.launch(&python(&format!("{marker}{code}"))).unwrap();
        world.line(&program.stdout);
        let found = world::descendants_of(std::process::id());
        assert!(found.len() >= 7, "{found:?}");
        let ours: Vec<u32> = found
            .into_iter()
            .filter(|pid| world::holds_text(*pid, &marker))
            .collect();
        assert_eq!(ours.len(), 6);
        drop(machine);
        assert!(
            ours.iter().all(|pid| !world::alive(*pid)),
            "all are gone when the drop returns"
        );
    }
}

#[test]
fn children_of_an_ended_program_end_too() {
    for world in all() {
        let mut machine = world.machine();
        let mut program = machine
            .launch(&shell("sleep 1000 & setsid sleep 1000 & echo up"))
            .unwrap();
        assert_eq!(world.wait(&mut program), Ended::Exited(Exit::Code(0)));
        let mut rest = Vec::new();
        world.read_to_end(&program.stdout, &mut rest);
        assert_eq!(rest, b"up\n");
        world.until(|| machine.usage().unwrap().threads == 0);
    }
}

#[test]
fn input_and_folder_are_as_told() {
    for world in all() {
        let folder = world.folder(
            "main.py",
            "import sys\nprint(open('data.txt').read() + sys.stdin.read() + sys.argv[1])",
        );
        std::fs::write(folder.join("data.txt"), "from the folder, ").unwrap();
        let mut launch = python("");
        launch.program.folder = Some(folder);
        launch.program.arguments = vec![grader::model::Word::InFolder("main.py".into())];
        launch.arguments = vec![", the argument".into()];
        let mut machine = world.machine();
        let mut program = machine.launch(&launch).unwrap();
        let stdin = program.stdin.take().unwrap();
        rustix::io::write(&stdin, b"from the input").unwrap();
        drop(stdin);
        let mut text = Vec::new();
        world.read_to_end(&program.stdout, &mut text);
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "from the folder, from the input, the argument\n"
        );
        assert!(program.status.as_raw_fd() > 2);
    }
}

#[test]
fn an_interpreter_below_the_home_folder_is_found() {
    let Some(world) = isolated() else { return };
    let Some(version) = world::pyenv_version() else {
        return;
    };
    let mut launch = python("import sys, ssl, json; print(sys.prefix)");
    launch.program.executable = grader::model::Executable::Host(version.join("bin/python3"));
    launch.program.visible = vec![version.clone()];
    assert_eq!(world.output(&launch), format!("{}\n", version.display()));
}

#[test]
fn tools_are_heard_bounded_and_ended() {
    for world in all() {
        let (lines, output) = world.tool(
            "echo one; echo two >&2; printf three; exit 3",
            Duration::from_secs(20),
        );
        assert_eq!(lines, ["one", "three"]);
        assert_eq!(output.ended, ToolEnd::Exited(Exit::Code(3)));
        assert_eq!(
            (&*output.stdout, &*output.stderr),
            (&b"one\nthree"[..], &b"two\n"[..])
        );
        let limit = Duration::from_millis(100);
        let (_, output) = world.tool("sleep 1000 & sleep 1000", limit);
        assert_eq!(output.ended, ToolEnd::Exceeded(Excess::Time(limit)));
        let (_, output) = world.tool("exec >&- 2>&-; exit 4", Duration::from_secs(20));
        assert_eq!(output.ended, ToolEnd::Exited(Exit::Code(4)));
        let (_, output) = world.tool("yes $(printf %1000d 1)", Duration::from_secs(60));
        assert!(matches!(output.ended, ToolEnd::Exceeded(Excess::Output(_))));
        let (_, output) = world.tool("env", Duration::from_secs(20));
        assert!(!output.stdout.windows(5).any(|word| word == b"CARGO"));
    }
}

#[test]
fn tools_that_share_too_much_memory_are_ended() {
    let Some(world) = isolated() else { return };
    let hog = "python3 -c \"x = bytearray(900 << 20); import time; time.sleep(1000)\" & ";
    let (_, output) = world.tool(&(hog.repeat(4) + "wait"), Duration::from_secs(120));
    let full = matches!(output.ended, ToolEnd::Exceeded(Excess::Memory(_)));
    assert!(full, "{output:?}");
}

#[test]
fn what_a_tool_writes_stays_on_its_machine() {
    let Some(world) = isolated() else { return };
    let folder = tempfile::tempdir().unwrap();
    let odd = folder.path().join("a,b:c");
    let (low, high, kept) = (odd.join("low"), odd.join("high"), odd.join("kept"));
    for made in [&low, &high, &kept] {
        std::fs::create_dir_all(made).unwrap();
    }
    std::fs::write(low.join("both"), "low").unwrap();
    std::fs::write(high.join("both"), "high").unwrap();
    std::fs::write(low.join("one"), "one").unwrap();
    world.host.hand_over(&odd).unwrap();
    let layer = |upper| Layer {
        target: "/work/tree".into(),
        lower: vec![high.clone(), low.clone()],
        upper,
    };
    let mut command = world::shell_tool(
        "cd /work/tree; cat both one; echo more >> one; echo new > new; mkdir -p a/b; rm both; ls; ls /; ls /written; \
         touch /seen/x",
    );
    command.layers = vec![layer(None)];
    command.visible = vec![(low.clone(), "/seen".into())];
    command.keeps = Some("/work/tree".into());
    let limit = Duration::from_secs(20);
    let output = world.host.tool(&command, &mut |_| {}, limit).unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("highone"), "{said}");
    assert!(!said.contains("written"), "{said}");
    let failed = String::from_utf8(output.stderr).unwrap();
    assert!(failed.contains("Read-only file system"), "{failed}");
    assert_eq!(std::fs::read_to_string(low.join("one")).unwrap(), "one");
    assert!(!low.join("new").exists() && high.join("both").exists());
    // It is all in the folder that was kept, and only there.
    let kept_tree = output.kept.unwrap();
    let path = format!("/proc/self/fd/{}", kept_tree.as_raw_fd());
    let names: BTreeSet<String> = std::fs::read_dir(&path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, BTreeSet::from(["a", "new", "one"].map(String::from)));

    command.layers = vec![layer(Some(kept.clone()))];
    world.host.tool(&command, &mut |_| {}, limit).unwrap();
    let written = std::fs::read_to_string(kept.join("upper/one")).unwrap();
    assert_eq!(written, "onemore\n");
    assert_eq!(std::fs::read_to_string(low.join("one")).unwrap(), "one");
}

/// Not a test of its own: what `a_killed_grader_leaves_nothing` kills.
#[test]
fn victim() {
    if !world::is_victim() {
        return;
    }
    let worlds = all();
    let family = "import os, time\nfor _ in range(3):\n  if os.fork() == 0: os.setsid(); time.sleep(1000)\nprint('up')\ntime.sleep(1000)";
    let mut kept = Vec::new();
    for world in &worlds {
        let mut machine = world.machine();
        let program = machine.launch(&python(family)).unwrap();
        world.line(&program.stdout);
        kept.push((machine, program));
    }
    let tool = "(sleep 1000 & setsid sleep 1000 &) ; echo up; sleep 1000";
    worlds[0].tool_with(tool, &mut |_| println!("\nready"), Duration::from_secs(100));
}

#[test]
fn a_killed_grader_leaves_nothing() {
    let world = World::plain();
    let mut victim = world::start_victim();
    let family = world::descendants_of(victim.id());
    let programs = family
        .iter()
        .filter(|pid| world::holds_text(**pid, "sleep"))
        .count();
    assert!(programs >= 7, "{family:?}");
    assert!(world::children_are_deaf_to_the_terminal(victim.id()));
    victim.kill().unwrap();
    victim.wait().unwrap();
    world.until_or("all processes gone", || {
        family.iter().all(|pid| !world::alive(*pid))
    });
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
    assert!(!mounts.contains("grader-"), "{mounts}");
    // What was left on the disk is swept by the next run, perhaps another test's.
    let left = |pid: u32| {
        let runs = std::fs::read_dir(world.scratch.path().parent().unwrap()).unwrap();
        runs.flatten().any(|run| {
            run.file_name()
                .to_string_lossy()
                .starts_with(&format!("{pid}-"))
        })
    };
    drop(World::plain());
    assert!(!left(victim.id()));
}

#[test]
fn the_reference_is_the_grader_itself() {
    for world in all() {
        let mut launch = shell("");
        launch.program.executable = grader::model::Executable::Reference {
            exercise: "ex1".into(),
            role: "server".into(),
        };
        launch.program.arguments.clear();
        let mut machine = world.machine();
        let port = machine.free_port();
        launch.arguments = vec![format!("127.0.0.1:{port}")];
        let _program = machine.launch(&launch).unwrap();
        world.until(|| !machine.listeners().unwrap().is_empty());
        let mut client = world.connect(&machine, port);
        client.write_all(b"bonjour\n").unwrap();
        let mut answer = [0; 14];
        client.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"Echo: bonjour\n", "{:?}", world.kind());
    }
}

#[test]
fn many_machines_are_made_at_once() {
    for world in all() {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        assert_eq!(world.end(&shell("exit 5")), Ended::Exited(Exit::Code(5)));
                    }
                });
            }
        });
    }
}

#[test]
fn a_closed_folder_is_no_obstacle() {
    for world in all() {
        let closed = world.closed_folder();
        let mut launch = python("");
        launch.program.folder = Some(closed.clone());
        launch.program.arguments = vec![grader::model::Word::InFolder("main.py".into())];
        let text = world.output(&launch);
        assert!(text.starts_with("read "), "{:?} {text}", world.kind());
        assert!(
            world.kind().shares_network() || text == "read 1000\n",
            "{text}"
        );
        let mut launch = shell("echo run");
        launch.program.executable = grader::model::Executable::Host(closed.join("private/sh"));
        assert_eq!(world.output(&launch), "run\n", "{:?}", world.kind());
        launch.program.folder = Some(closed);
        assert_eq!(world.output(&launch), "run\n", "{:?}", world.kind());
    }
}

/// What a program may not ask of the kernel, tried by number where Python has no name for it; each line that it prints is
/// one that it was not refused.
#[test]
fn calls_that_lead_off_the_machine_are_refused() {
    let Some(world) = isolated() else { return };
    let code = "
import ctypes, errno, fcntl, os, socket, termios
libc = ctypes.CDLL(None, use_errno=True)
def call(name, number, *arguments, says=errno.EPERM):
    ctypes.set_errno(0)
    done = libc.syscall(number, *map(ctypes.c_long, arguments))
    if done != -1 or ctypes.get_errno() != says: print(name, done, ctypes.get_errno())
for name, number in dict(ptrace=101, personality=135, pivot_root=155, chroot=161, mount=165, umount2=166, swapon=167,
    add_key=248, request_key=249, keyctl=250, unshare=272, move_pages=279, perf_event_open=298, name_to_handle_at=303,
    open_by_handle_at=304, setns=308, process_vm_readv=310, kcmp=312, finit_module=313, memfd_create=319, bpf=321,
    userfaultfd=323, io_uring_setup=425, open_tree=428, fsopen=430, pidfd_getfd=438, mount_setattr=442, vmsplice=278,
    memfd_secret=447, shmget=29, semget=64, msgget=68, sched_setaffinity=203, sethostname=170, syslog=103,
    inotify_init=253, inotify_init1=294).items():
    call(name, number, 1, 1, 1)
for name, flag in dict(user=0x10000000, mount=0x20000, pid=0x20000000, net=0x40000000, ipc=0x8000000, uts=0x4000000,
    cgroup=0x2000000).items():
    call('clone ' + name, 56, flag | 17, 0, 0, 0, 0)
call('clone3', 435, 0, 0, says=errno.ENOSYS)
call('x32 ptrace', 0x40000000 + 521, 0, 0, 0, 0, says=errno.ENOSYS)
call('x32 unshare', 0x40000000 + 272, 0x10000000, says=errno.ENOSYS)
call('undumpable', 157, 4, 0)
for name, family, kind, protocol in [('vsock', 40, 1, 0), ('packet', 17, 3, 0), ('alg', 38, 5, 0), ('raw', 2, 3, 1),
    ('raw6', 10, 3, 58), ('mptcp', 2, 1, 262), ('sctp', 2, 1, 132), ('audit', 16, 3, 9), ('diag', 16, 3, 4), ('xdp', 44, 3, 0)]:
    try: socket.socket(family, kind, protocol); print(name, 'socket')
    except PermissionError: pass
for request in [0x5412, 0x541c]:
    try: fcntl.ioctl(0, request, b'x'); print('ioctl', request)
    except PermissionError: pass
open('/tmp/own', 'w').close()
for command, path, argument in [(1024, '/tmp/own', 0), (1026, '/usr', 1)]:
    try: fcntl.fcntl(os.open(path, os.O_RDONLY), command, argument); print('fcntl', command)
    except PermissionError: pass
try: os.utime('/dev/null'); print('the times of a device')
except OSError: pass
# And what honest programs do is left to them.
open('/dev/null', 'w').write('x')
assert libc.personality(ctypes.c_ulong(0xffffffff)) == 0
socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0); socket.socketpair()
socket.getaddrinfo('localhost', 8000)
import multiprocessing.shared_memory, subprocess, tempfile
multiprocessing.shared_memory.SharedMemory(create=True, size=4096).unlink()
subprocess.run(['true'], check=True)
tempfile.TemporaryFile().write(b'x')
print('done')
";
    if cfg!(target_arch = "x86_64") {
        assert_eq!(world.output(&python(code)), "done\n");
    }
}

/// Without namespaces, walls: each line that it prints is a hole in them.
#[test]
fn walls_hold_without_namespaces() {
    let Some(world) = world::walled() else { return };
    let mut machine = world.machine();
    let (open, closed) = (machine.free_port(), machine.free_port());
    let code = format!(
        "
import os, resource, signal, socket
def refused(what, attempt, *errors):
    try: print(what, attempt())
    except (errors or PermissionError): pass
for path in ['/root', '/home', '/tmp', '/etc/shadow', '/var', '/proc/1/cmdline', f'/proc/{{os.getppid()}}/cmdline', '{secret}']:
    refused(path, lambda: os.listdir(path) if os.path.isdir(path) else open(path).read(), PermissionError, FileNotFoundError)
for path in ['/tmp/grader-{me}', '/etc/x', '/usr/x', '/dev/shm/x', '{secret}']:
    refused(path, lambda: open(path, 'w'))
for pid in [os.getppid(), {me}, 1]:
    refused(f'signal {{pid}}', lambda: os.kill(pid, 0))
    refused(f'limit {{pid}}', lambda: resource.prlimit(pid, resource.RLIMIT_CPU))
    refused(f'priority {{pid}}', lambda: os.setpriority(os.PRIO_PROCESS, pid, 19))
    refused(f'scheduler {{pid}}', lambda: os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0)))
refused('udp', lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
refused('mptcp', lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262))
refused('a file is executed', lambda: os.execv(COPY, ['x']) if (COPY := __import__('shutil').copy('/bin/true', os.environ['HOME'])) else 0)
refused('bind', lambda: socket.create_server(('127.0.0.1', {closed})))
refused('dial', lambda: socket.create_connection(('127.0.0.1', {closed})))
refused('dial away', lambda: socket.create_connection(('1.1.1.1', 443), 1))
open(os.environ['HOME'] + '/own', 'w').write('x')
socket.create_server(('127.0.0.1', {open}))
refused('dial itself', lambda: socket.create_connection(('127.0.0.1', {open})))
os.kill(os.getpid(), 0)
print('done')
",
        me = std::process::id(),
        secret = world.folder("secret", "x").join("secret").display(),
    );
    let mut launch = python(&code);
    launch.reach.listen = Some(vec![open]);
    let mut program = machine.launch(&launch).unwrap();
    let mut text = Vec::new();
    world.read_to_end(&program.stdout, &mut text);
    world.read_to_end(&program.stderr, &mut text);
    world.wait(&mut program);
    assert_eq!(String::from_utf8(text).unwrap(), "done\n");
}
