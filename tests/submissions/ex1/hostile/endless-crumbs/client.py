"""A client like any other."""
import socket
import sys


def main():
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, _, port = text.rpartition(":")
    try:
        connection = socket.create_connection((host, int(port)))
    except OSError as error:
        sys.exit(f"cannot connect to {text}: {error}")
    with connection, connection.makefile("r", encoding="utf-8", newline="\n") as answers:
        try:
            for line in sys.stdin:
                connection.sendall((line.rstrip("\n") + "\n").encode())
                answer = answers.readline()
                if not answer:
                    sys.exit("the server has closed the connection")
                print(answer.rstrip("\n"))
        except OSError as error:
            sys.exit(f"connection lost: {error}")


main()
