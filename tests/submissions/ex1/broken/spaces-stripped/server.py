import socket
import sys


def serve(conn, addr):
    with conn, conn.makefile("r", encoding="utf-8", errors="replace", newline="\n") as reader:
        for line in reader:
            message = line.strip()
            print(f"[{addr}] {message}")
            conn.sendall(f"Echo: {message}\n".encode("utf-8"))


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = address.rsplit(":", 1)
    server = socket.create_server((host, int(port)))
    print(f"Listening on {address}", flush=True)
    while True:
        conn, addr = server.accept()
        try:
            serve(conn, addr)
        except OSError as e:
            print(f"[{addr}] error: {e}")


if __name__ == "__main__":
    main()
