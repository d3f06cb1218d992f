"""Serveur d'écho : un thread par client."""
import socket
import sys
import threading


def adresse():
    texte = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, _, port = texte.rpartition(":")
    return hote, int(port)


def servir(connexion):
    try:
        with connexion, connexion.makefile("rb") as lignes:
            for ligne in lignes:
                connexion.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
    except OSError as erreur:
        print(f"client perdu : {erreur}")


def main():
    with socket.create_server(adresse(), backlog=100) as ecoute:
        print("En écoute sur", ecoute.getsockname())
        while True:
            connexion, _ = ecoute.accept()
            threading.Thread(target=servir, args=(connexion,), daemon=True).start()


if __name__ == "__main__":
    main()
