import select
import socket
import sys


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    serveur = socket.create_server((hote, int(port)), backlog=60)
    print("Serveur select prêt")
    tampons = {}
    while True:
        lisibles, _, _ = select.select([serveur, *tampons], [], [])
        for s in lisibles:
            if s is serveur:
                conn, _ = serveur.accept()
                tampons[conn] = b""
                continue
            try:
                recu = s.recv(4096)
                *lignes, tampons[s] = (tampons[s] + recu).split(b"\n")
                for ligne in lignes:
                    s.sendall(b"Echo: " + ligne.rstrip(b"\r") + b"\n")
            except OSError as erreur:
                print("client perdu :", erreur)
                recu = b""
            if not recu:
                del tampons[s]
                s.close()


if __name__ == "__main__":
    main()
