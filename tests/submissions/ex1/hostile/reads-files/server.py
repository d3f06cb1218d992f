"""Looks for files that are not its own, everywhere."""
import os
import socket
import sys
import threading


OWN = {
    "/etc/hosts", "/etc/passwd", "/etc/group", "/etc/nsswitch.conf", "/etc/resolv.conf",
    "/etc/ld.so.cache", "/etc/localtime",
}
SHARED = ("/usr", "/bin", "/sbin", "/lib", "/etc/ssl", "/etc/alternatives", "/proc", "/dev", "/submission")


def attack():
    for folder, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if not os.path.join(folder, name).startswith(SHARED + INTERPRETER)]
        for name in files:
            path = os.path.join(folder, name)
            if path not in OWN and not path.startswith(SHARED + INTERPRETER):
                yield path
    here = os.path.dirname(os.path.abspath(__file__))
    for path in ["..", "../..", "../reads-processes/server.py", "../../../exercise.toml", "/etc/shadow", "/root/.ssh"]:
        found = os.path.realpath(os.path.join(here, path))
        if found not in ("/", here) and os.path.exists(found):
            yield path


# Where the host keeps the interpreter, it is seen too.
INTERPRETER = (sys.prefix, sys.base_prefix, sys.exec_prefix)


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
