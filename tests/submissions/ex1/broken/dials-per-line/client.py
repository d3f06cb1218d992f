import socket
import sys


def demander(adresse, ligne):
    hote, port = adresse.rsplit(":", 1)
    with socket.create_connection((hote, int(port))) as serveur:
        serveur.sendall(ligne.rstrip("\n").encode() + b"\n")
        reponse = serveur.makefile("rb").readline()
    if not reponse.endswith(b"\n"):
        raise ConnectionError("le serveur est parti sans répondre")
    return reponse.decode(errors="replace")


adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
for ligne in sys.stdin:
    try:
        print(demander(adresse, ligne), end="", flush=True)
    except OSError as erreur:
        sys.exit(f"{adresse} : {erreur}")
