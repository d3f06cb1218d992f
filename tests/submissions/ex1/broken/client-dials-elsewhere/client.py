import socket
import sys

HOST = "127.0.0.1"
PORT = 50007

try:
    connexion = socket.create_connection((HOST, PORT))
except OSError as erreur:
    print(f"Impossible de joindre {HOST}:{PORT} : {erreur}", file=sys.stderr)
    sys.exit(1)

with connexion, connexion.makefile("rw", encoding="utf-8", newline="\n") as flux:
    for ligne in sys.stdin:
        flux.write(ligne)
        flux.flush()
        reponse = flux.readline()
        if not reponse:
            print("Plus de serveur", file=sys.stderr)
            sys.exit(1)
        print(reponse.strip())
