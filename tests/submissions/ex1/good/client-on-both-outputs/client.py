"""Client d'écho : les réponses sur la sortie standard, chacune derrière une fin de ligne ; le reste sur la sortie d'erreur."""
import socket
import sys

adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
hote, port = adresse.rsplit(":", 1)
try:
    with socket.create_connection((hote, int(port))) as sock, sock.makefile("rb") as reponses:
        sys.stderr.write("Connecté")
        for ligne in sys.stdin.buffer:
            sock.sendall(ligne.rstrip(b"\r\n") + b"\n")
            reponse = reponses.readline()
            if not reponse:
                raise ConnectionError("le serveur est parti")
            sys.stdout.write("\n> " + reponse.decode(errors="replace").rstrip("\r\n"))
            sys.stdout.flush()
except OSError as erreur:
    sys.exit(f"{adresse} : {erreur}")
