"""Client d’écho : affiche chaque réponse sur un terminal qui ne connaît que l’ASCII."""
import socket
import sys


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    with socket.create_connection((hote, int(port))) as serveur, serveur.makefile("rb") as reponses:
        for ligne in sys.stdin:
            serveur.sendall(ligne.rstrip("\n").encode() + b"\n")
            reponse = reponses.readline()
            if not reponse:
                raise ConnectionError("le serveur est parti")
            print(reponse.decode("ascii", errors="ignore").rstrip("\r\n"), flush=True)


try:
    main()
except OSError as erreur:
    sys.exit(f"erreur : {erreur}")
