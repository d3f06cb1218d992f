import socket
import sys

adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
hote, port = adresse.split(":")
try:
    s = socket.create_connection((hote, int(port)))
except OSError as e:
    sys.exit(f"Pas de serveur : {e}")

try:
    for ligne in sys.stdin:
        message = ligne.encode()
        s.sendall(message)
        # L'écho revient, parfois en plusieurs morceaux.
        recu = b""
        while len(recu) < len(message):
            morceau = s.recv(len(message) - len(recu))
            if not morceau:
                sys.exit("Le serveur est parti")
            recu += morceau
        print("Réponse :", recu.decode(errors="replace").strip(), flush=True)
except OSError as e:
    sys.exit(f"Connexion perdue : {e}")
finally:
    s.close()
