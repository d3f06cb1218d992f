import socket
import sys


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.split(":")
    try:
        s = socket.create_connection((hote, int(port)))
    except OSError as e:
        sys.exit(f"Connexion refusée : {e}")
    reponses = s.makefile("rb")
    try:
        for ligne in sys.stdin:
            message = ligne.rstrip("\n")
            s.sendall(f"{message}\n".encode())
            if not reponses.readline():
                sys.exit("Le serveur est parti")
            print(f"Echo: {message}")
    except OSError as e:
        sys.exit(f"Connexion perdue : {e}")


main()
