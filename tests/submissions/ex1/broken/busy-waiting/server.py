import socket
import sys


def converser(conn):
    """Lit jusqu'à la fin de ligne de Windows, qui ne vient pas."""
    conn.setblocking(False)
    recu = b""
    while not recu.endswith(b"\r\n"):
        try:
            morceau = conn.recv(1024)
            if not morceau:
                return
            recu += morceau
        except BlockingIOError:
            pass
    conn.setblocking(True)
    conn.sendall(b"Echo: " + recu)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    with socket.create_server((hote, int(port))) as serveur:
        while True:
            conn, _ = serveur.accept()
            with conn:
                converser(conn)


main()
