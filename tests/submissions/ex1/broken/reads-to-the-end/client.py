"""Client d'écho : la réponse est tout ce que le serveur envoie, jusqu'à ce qu'il s'en aille."""
import socket
import sys


def reponse(connexion):
    morceaux = []
    while morceau := connexion.recv(4096):
        morceaux.append(morceau)
    if not morceaux:
        sys.exit("le serveur est parti")
    return b"".join(morceaux).decode()


hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
try:
    connexion = socket.create_connection((hote, int(port)))
except OSError as erreur:
    sys.exit(f"aucun serveur : {erreur}")

with connexion:
    for ligne in sys.stdin:
        connexion.sendall(ligne.encode())
        print(reponse(connexion), end="")
