import socket
import sys
import threading

PLACES = 64
prises = 0
verrou = threading.Lock()


def converse(connexion):
    global prises
    with connexion, connexion.makefile("rb") as lignes:
        try:
            for ligne in lignes:
                connexion.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
                if ligne.strip() == b"quit":
                    with verrou:
                        prises -= 1
                    return
        except OSError as erreur:
            print("Client perdu :", erreur)


def main():
    global prises
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    ecoute = socket.create_server((hote, int(port)), backlog=100)
    while True:
        connexion, _ = ecoute.accept()
        with verrou:
            complet = prises == PLACES
            prises += not complet
        if complet:
            connexion.close()
            continue
        threading.Thread(target=converse, args=(connexion,), daemon=True).start()


if __name__ == "__main__":
    main()
