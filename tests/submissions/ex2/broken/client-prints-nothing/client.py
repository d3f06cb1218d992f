import socket
import sys


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.split(":")
    try:
        s = socket.create_connection((hote, int(port)))
        flux = s.makefile("rwb")
        envoyes = 0
        for ligne in sys.stdin.buffer:
            flux.write(ligne.rstrip(b"\n") + b"\n")
            flux.flush()
            if not flux.readline():
                raise ConnectionError("le serveur est parti")
            envoyes += 1
        print(envoyes, "message(s) envoyé(s), autant de réponses")
    except OSError as e:
        sys.exit(f"Erreur : {e}")


main()
