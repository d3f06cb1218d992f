import socket
import sys


def lire_ligne(client, reste):
    """La prochaine ligne et ce qui la suit ; None quand le client est parti."""
    if not reste:
        reste = client.recv(2048)
        if not reste:
            return None, b""
    while b"\n" not in reste:
        reste += client.recv(2048)
    ligne, _, reste = reste.partition(b"\n")
    return ligne.rstrip(b"\r"), reste


def repondre(client):
    ligne, reste = lire_ligne(client, b"")
    while ligne is not None:
        client.sendall(b"Echo: " + ligne + b"\n")
        ligne, reste = lire_ligne(client, reste)


hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
with socket.create_server((hote, int(port))) as serveur:
    while True:
        client, adresse = serveur.accept()
        with client:
            try:
                repondre(client)
            except OSError as erreur:
                print(adresse, ":", erreur, file=sys.stderr)
