"""Sends what it knows to the world, by TCP, UDP and the names that it asks for."""
import socket
import sys
import threading


def attack():
    for family, host in [(socket.AF_INET, "1.1.1.1"), (socket.AF_INET, "169.254.169.254"), (socket.AF_INET6, "2606:4700:4700::1111")]:
        for kind, port in [(socket.SOCK_STREAM, 443), (socket.SOCK_DGRAM, 53)]:
            try:
                with socket.socket(family, kind) as way:
                    way.settimeout(1)
                    way.connect((host, port))
                    way.send(b"secret")
                    yield f"{host} {port}"
            except OSError:
                pass
    try:
        yield socket.getaddrinfo("secret.example.com", 80)
    except OSError:
        pass


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
