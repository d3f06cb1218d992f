"""Opens sockets that lead to the hypervisor, to the wire and into the kernel."""
import socket
import sys
import threading


FAMILIES = {"vsock": (40, 1, 0), "packet": (17, 3, 768), "alg": (38, 5, 0), "xdp": (44, 3, 0), "can": (29, 3, 1), "bluetooth": (31, 3, 0)}
PROTOCOLS = {"raw": (2, 3, 1), "raw6": (10, 3, 58), "sctp": (2, 1, 132), "mptcp": (2, 1, 262), "netfilter": (16, 3, 12), "uevent": (16, 3, 15)}


def attack():
    for name, arguments in (FAMILIES | PROTOCOLS).items():
        try:
            socket.socket(*arguments)
            yield name
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
