"""Echo client: sends each typed line, and prints its answer."""
import socket
import sys


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    with socket.create_connection((host, int(port))) as server, server.makefile("rb") as answers:
        for line in sys.stdin:
            if not line.strip():
                continue  # nothing to send
            server.sendall(line.rstrip("\n").encode() + b"\n")
            answer = answers.readline()
            if not answer:
                raise ConnectionError("the server has left")
            print(answer.decode(errors="replace").rstrip("\r\n"), flush=True)


try:
    main()
except OSError as error:
    sys.exit(f"error: {error}")
