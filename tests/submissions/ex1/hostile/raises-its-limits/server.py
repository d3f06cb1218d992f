"""Raises its own limits, its priority, and chooses its processors."""
import os
import resource
import socket
import sys
import threading


def attack():
    for name in ["RLIMIT_NPROC", "RLIMIT_NOFILE", "RLIMIT_DATA", "RLIMIT_FSIZE", "RLIMIT_CPU", "RLIMIT_CORE"]:
        soft, hard = resource.getrlimit(getattr(resource, name))
        if hard == resource.RLIM_INFINITY:
            yield f"{name} is unlimited"
            continue
        try:
            resource.setrlimit(getattr(resource, name), (soft, hard + 1))
            yield f"{name} is raised"
        except (ValueError, OSError):
            pass
    tries = {
        "nice": lambda: os.setpriority(os.PRIO_PROCESS, 0, -10),
        "scheduler": lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
        "processors": lambda: os.sched_setaffinity(0, {0}),
        "user": lambda: os.setuid(0),
        "group": lambda: os.setgid(0),
        "groups": lambda: os.setgroups([0]),
    }
    for name, attempt in tries.items():
        try:
            attempt()
            yield name
        except OSError:
            pass
    if "su" in os.listdir("/usr/bin") and os.stat("/usr/bin/su").st_mode & 0o4000:
        if not os.statvfs("/usr/bin/su").f_flag & os.ST_NOSUID:
            yield "su keeps its user"


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
