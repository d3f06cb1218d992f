import socket
import sys
import time


def connect(host, port):
    for attempt in range(3):
        try:
            return socket.create_connection((host, port))
        except OSError:
            print("Server not available, trying again...")
            time.sleep(0.5)
    print("No server, giving up", file=sys.stderr)
    sys.exit(1)


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = address.rsplit(":", 1)
    sock = connect(host, int(port))
    reader = sock.makefile("r", encoding="utf-8", newline="\n")
    for line in sys.stdin:
        message = line.rstrip("\n")
        try:
            sock.sendall((message + "\n").encode("utf-8"))
            answer = reader.readline()
        except OSError as e:
            print(f"Network error: {e}", file=sys.stderr)
            sys.exit(1)
        if not answer.endswith("\n"):
            print("The server has closed the connection", file=sys.stderr)
            sys.exit(1)
        print(answer.rstrip("\r\n"))
    sock.close()


if __name__ == "__main__":
    main()
