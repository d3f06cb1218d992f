"""Client : lit l'entrée standard, affiche les réponses."""
import socket
import sys


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.rsplit(":", 1)
    try:
        with socket.create_connection((hote, int(port))) as sock, sock.makefile("rb") as reponses:
            for ligne in sys.stdin.buffer:
                sock.sendall(ligne.rstrip(b"\n") + b"\n")
                reponse = reponses.readline()
                if not reponse:
                    raise ConnectionError("le serveur a fermé la connexion")
                print(reponse.decode(errors="replace"), end="")
    except OSError as erreur:
        sys.exit(f"{adresse} : {erreur}")


if __name__ == "__main__":
    main()
