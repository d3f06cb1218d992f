import socket
import sys


def converser(conn):
    message = b""
    with conn, conn.makefile("rb") as lignes:
        for ligne in lignes:
            message += ligne
            conn.sendall(b"Echo: " + message)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    with socket.create_server((hote, int(port))) as serveur:
        while True:
            conn, _ = serveur.accept()
            try:
                converser(conn)
            except OSError as erreur:
                print("Erreur :", erreur)


main()
