import socket
import sys
import threading

TABLE = 5


def converse(connexion):
    with connexion, connexion.makefile("rb") as lignes:
        try:
            for ligne in lignes:
                connexion.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
        except OSError as erreur:
            print("Client perdu :", erreur)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    ecoute = socket.create_server((hote, int(port)), backlog=100)
    while True:
        # on commence quand la table est complète
        table = [ecoute.accept()[0] for _ in range(TABLE)]
        for connexion in table:
            threading.Thread(target=converse, args=(connexion,), daemon=True).start()


if __name__ == "__main__":
    main()
