"""Knocks on every port of the loopback interface, and on the sockets of well-known services."""
import os
import socket
import sys
import threading


def attack():
    way = socket.socket()
    for port in range(1, 65536):
        # One that was refused may knock again.
        if way.connect_ex(("127.0.0.1", port)) == 0:
            if way.getsockname() != way.getpeername():
                yield f"port {port}"
            way.close()
            way = socket.socket()
    for path in ["/var/run/docker.sock", "/run/dbus/system_bus_socket", "/tmp/.X11-unix/X0", "/run/systemd/private"]:
        if os.path.exists(path):
            yield path
    for line in open("/proc/net/unix").read().splitlines()[1:]:
        yield line


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
