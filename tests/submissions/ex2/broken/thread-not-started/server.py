import socket
import sys
import threading


def servir(conn):
    with conn, conn.makefile("rb") as entree:
        for ligne in entree:
            conn.sendall(b"Echo: " + ligne)


def lancer(conn, adresse):
    print("Client", adresse)
    return threading.Thread(target=servir, args=(conn,), daemon=True)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    serveur = socket.create_server((hote, int(port)), backlog=64)
    while True:
        lancer(*serveur.accept())


if __name__ == "__main__":
    main()
