"""Client d'écho : tout ce qui est tapé, puis la conversation."""
import socket
import sys

hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
messages = sys.stdin.read().splitlines()
try:
    connexion = socket.create_connection((hote, int(port)))
except OSError as erreur:
    sys.exit(f"aucun serveur : {erreur}")

with connexion, connexion.makefile("r", encoding="utf-8", newline="\n") as reponses:
    for message in messages:
        connexion.sendall(f"{message}\n".encode())
        reponse = reponses.readline()
        if not reponse.endswith("\n"):
            sys.exit("le serveur est parti")
        print(reponse, end="")
