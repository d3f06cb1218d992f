"""Serveur d'écho : un thread par client, et un second port où il dit comment il va."""
import socket
import sys
import threading
import time

ETAT = ("127.0.0.1", 9000)


def adresse():
    texte = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, _, port = texte.rpartition(":")
    return hote, int(port)


def dire_etat(ecoute):
    while True:
        connexion, _ = ecoute.accept()
        with connexion:
            connexion.sendall(b"tout va bien\n")


def servir(connexion):
    try:
        with connexion, connexion.makefile("rb") as lignes:
            for ligne in lignes:
                connexion.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
    except OSError as erreur:
        print(f"client perdu : {erreur}")


def main():
    # D'abord l'état : on peut le demander pendant que le service se prépare.
    try:
        etat = socket.create_server(ETAT)
        threading.Thread(target=dire_etat, args=(etat,), daemon=True).start()
    except OSError as erreur:
        print(f"pas d'état : {erreur}")
    time.sleep(0.3)
    with socket.create_server(adresse(), backlog=100) as ecoute:
        print("En écoute sur", ecoute.getsockname())
        while True:
            connexion, _ = ecoute.accept()
            threading.Thread(target=servir, args=(connexion,), daemon=True).start()


if __name__ == "__main__":
    main()
