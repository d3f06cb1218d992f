"""Serveur d’écho : un thread par client."""
import socket
import sys
import threading


def imprimables(ligne):
    """La ligne sans ses caractères de contrôle."""
    return bytes(octet for octet in ligne if 32 <= octet < 127)


def servir(client):
    try:
        with client, client.makefile("rb") as lignes:
            for ligne in lignes:
                client.sendall(b"Echo: " + imprimables(ligne) + b"\n")
    except OSError as erreur:
        print("Client perdu :", erreur, file=sys.stderr)


hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
serveur = socket.create_server((hote, int(port)), backlog=100)
while True:
    connexion, _ = serveur.accept()
    threading.Thread(target=servir, args=(connexion,), daemon=True).start()
