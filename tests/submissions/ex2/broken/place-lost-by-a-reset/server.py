import socket
import sys
import threading

PLACES = 60
occupees = 0
verrou = threading.Lock()


def converse(connexion):
    global occupees
    with connexion, connexion.makefile("rb") as lignes:
        for ligne in lignes:
            connexion.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
    with verrou:
        occupees -= 1


def main():
    global occupees
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    ecoute = socket.create_server((hote, int(port)), backlog=100)
    while True:
        connexion, _ = ecoute.accept()
        with verrou:
            complet = occupees >= PLACES
            occupees += not complet
        if complet:
            connexion.close()
            continue
        threading.Thread(target=converse, args=(connexion,), daemon=True).start()


if __name__ == "__main__":
    main()
