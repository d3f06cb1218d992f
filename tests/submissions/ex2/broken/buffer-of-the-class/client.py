import socket
import sys


def address():
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = text.rsplit(":", 1)
    return host, int(port)


def main():
    try:
        sock = socket.create_connection(address())
    except OSError as error:
        sys.exit(f"no server: {error}")
    answers = sock.makefile("rb")
    for line in sys.stdin.buffer:
        try:
            sock.sendall(line.removesuffix(b"\n") + b"\n")
            answer = answers.readline()
        except OSError as error:
            sys.exit(f"the server has left: {error}")
        if not answer.endswith(b"\n"):
            sys.exit("the server has left")
        print(answer.decode(errors="replace").removesuffix("\n"), flush=True)


main()
