"""Tries to make namespaces, to enter others’, and to change what is mounted."""
import ctypes
import os
import socket
import sys
import threading


LIBC = ctypes.CDLL(None, use_errno=True)
NEW = {"user": 0x10000000, "mount": 0x20000, "pid": 0x20000000, "net": 0x40000000, "ipc": 0x8000000, "uts": 0x4000000}


def attack():
    for name, flag in NEW.items():
        if LIBC.unshare(flag) == 0:
            yield f"unshare {name}"
        child = LIBC.syscall(56, flag | 17, 0, 0, 0, 0)
        if child == 0:
            os._exit(0)
        if child > 0:
            yield f"clone {name}"
    for name in ["user", "mnt", "pid", "net"]:
        for pid in ["1", "self"]:
            try:
                space = os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY)
            except OSError:
                continue
            if LIBC.setns(space, 0) == 0:
                yield f"setns {pid} {name}"
            os.close(space)
    for what, done in {
        "chroot": LIBC.chroot(b"/tmp"),
        "mount tmpfs": LIBC.mount(b"x", b"/tmp", b"tmpfs", 0, None),
        "mount proc": LIBC.mount(b"x", b"/tmp", b"proc", 0, None),
        "bind": LIBC.mount(b"/", b"/tmp", None, 4096, None),
        "remount": LIBC.mount(None, b"/", None, 32, None),
        "umount": LIBC.umount2(b"/proc", 2),
        "pivot_root": LIBC.syscall(155, b"/tmp", b"/tmp"),
        "host name": LIBC.sethostname(b"mine", 4),
    }.items():
        if done == 0:
            yield what
    for path in ["/x", "/etc/x", "/usr/x", "/submission/x", "/dev/x", "/proc/sys/kernel/hostname"]:
        try:
            open(path, "w").write("x")
            yield f"{path} is written"
        except OSError:
            pass


def serve(connection, holes):
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            answer = holes.encode() or b"Echo: " + line.rstrip(b"\r\n")
            connection.sendall(answer + b"\n")


def main():
    # What got through is answered instead of the echo, so that no check passes.
    holes = "; ".join(map(str, attack()))
    if holes:
        print(holes)
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, _, port = text.rpartition(":")
    with socket.create_server((host, int(port)), backlog=100) as listener:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=served, args=(connection, holes), daemon=True).start()


def served(connection, holes):
    try:
        serve(connection, holes)
    except OSError as error:
        print("client lost:", error)


main()
