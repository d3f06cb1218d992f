"""Asks the kernel for what only it and debuggers should do."""
import ctypes
import os
import socket
import sys
import threading


LIBC = ctypes.CDLL(None, use_errno=True)
CALLS = {
    "ptrace": 101, "keyctl": 250, "add_key": 248, "perf_event_open": 298, "process_vm_readv": 310, "kcmp": 312, "bpf": 321,
    "userfaultfd": 323, "io_uring_setup": 425, "pidfd_getfd": 438, "open_by_handle_at": 304, "reboot": 169, "swapon": 167,
    "init_module": 175, "kexec_load": 246, "clock_settime": 227, "syslog": 103, "iopl": 172, "personality": 135,
    "inotify_init": 253, "inotify_init1": 294,
}
# Second numbers of the same calls, for programs of the kind x32.
SECOND = {"ptrace": 521, "unshare": 272, "io_uring_setup": 425}
REFUSED, UNKNOWN = 1, 38


def attack():
    block = ctypes.create_string_buffer(256)
    for name, number in CALLS.items():
        if LIBC.syscall(number, 3, block, 3, block, 3) != -1 or ctypes.get_errno() not in (REFUSED, UNKNOWN):
            yield f"{name} {ctypes.get_errno()}"
    for name, number in SECOND.items():
        if LIBC.syscall(0x40000000 + number, 0x10000000, 0, 0, 0) != -1:
            yield f"x32 {name}"
    for device in ["/dev/kmsg", "/dev/mem", "/dev/fuse", "/dev/kvm", "/dev/net/tun", "/dev/sda", "/dev/vda"]:
        if os.path.exists(device):
            yield device


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
