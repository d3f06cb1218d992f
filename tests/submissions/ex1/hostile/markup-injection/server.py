"""Answers and prints what web pages, tables, XML and workflows would take for their own."""
import socket
import sys
import threading


EVIL = "::error file=x::owned ::set-output name=mark::20 <script>alert(1)</script> ]]> &lt; =cmd|' /C calc'!A0 ##[error] | **20/20** |"


def attack():
    print(EVIL, flush=True)
    print("::add-mask::Mark", file=sys.stderr, flush=True)
    return []


def serve(connection, holes):
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            connection.sendall(EVIL.encode() + b"\n")


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
