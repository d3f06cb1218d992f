import socket
import sys


def est_premier(n):
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


def travailler(adresse):
    hote, port = adresse.rsplit(":", 1)
    with socket.create_connection((hote, int(port))) as conn, conn.makefile("rb") as lignes:
        while True:
            # Demande une tâche.
            conn.sendall(b"READY\n")
            mots = lignes.readline().decode().split()
            if mots == ["DONE"]:
                return 0
            if len(mots) != 4:
                print("Le serveur est parti", file=sys.stderr)
                return 1
            debut, fin = int(mots[2]), int(mots[3])
            n = sum(map(est_premier, range(debut, fin)))
            conn.sendall(f"RESULT {mots[1]} {n}\n".encode())


try:
    sys.exit(travailler(sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"))
except OSError as erreur:
    sys.exit(f"Erreur : {erreur}")
