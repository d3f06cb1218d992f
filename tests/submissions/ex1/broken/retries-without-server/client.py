"""Echo client: sends each line of the input, prints each answer."""
import socket
import sys
import time


def connect(host, port):
    while True:
        try:
            return socket.create_connection((host, port))
        except OSError as error:
            print(f"{error}, trying again", file=sys.stderr)
            time.sleep(1)


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    connection = connect(host, int(port))
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


if __name__ == "__main__":
    main()
