"""Client d'écho : avant chaque ligne, la réponse à la précédente ; celle de la dernière n'est attendue par personne."""
import socket
import sys

hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
try:
    connexion = socket.create_connection((hote, int(port)))
except OSError as erreur:
    sys.exit(f"aucun serveur : {erreur}")

with connexion, connexion.makefile("r", encoding="utf-8", newline="\n") as reponses:
    attendue = False
    for ligne in sys.stdin:
        if attendue:
            reponse = reponses.readline()
            if not reponse.endswith("\n"):
                sys.exit("le serveur est parti")
            print(reponse, end="")
        connexion.sendall(ligne.encode())
        attendue = True
