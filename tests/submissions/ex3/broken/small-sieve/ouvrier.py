"""ouvrier.py [HÔTE:PORT]"""
import socket
import sys

LIMITE = 100_000


def crible():
    premier = bytearray([1]) * LIMITE
    premier[0] = premier[1] = 0
    for n in range(2, LIMITE):
        if premier[n]:
            for multiple in range(n * n, LIMITE, n):
                premier[multiple] = 0
    return premier


PREMIER = crible()


def compter(a, b):
    return sum(PREMIER[a:b])


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    with socket.create_connection((hote, int(port))) as s:
        s.sendall(b"READY\n")
        for ligne in s.makefile("rb"):
            mots = ligne.decode().split()
            if mots[0] == "DONE":
                return
            numero, a, b = map(int, mots[1:])
            s.sendall(f"RESULT {numero} {compter(a, b)}\n".encode())
    sys.exit("Le serveur est parti sans dire DONE")


main()
