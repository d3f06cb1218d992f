"""ouvrier.py [HÔTE:PORT]"""
import socket
import sys

# Les nombres premiers jusqu'à 1 000 suffisent pour tester jusqu'à 1 000 000.
PETITS = [n for n in range(2, 1001) if all(n % d for d in range(2, n))]


def est_premier(n):
    for p in PETITS:
        if p * p > n:
            break
        if n % p == 0:
            return False
    return n > 1


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    with socket.create_connection((hote, int(port))) as s:
        s.sendall(b"READY\n")
        for ligne in s.makefile("rb"):
            mots = ligne.decode().split()
            if mots[0] == "DONE":
                sys.exit("Travail terminé")
            numero, a, b = map(int, mots[1:])
            s.sendall(f"RESULT {numero} {sum(map(est_premier, range(a, b)))}\n".encode())
    sys.exit("Le serveur est parti sans dire DONE")


main()
