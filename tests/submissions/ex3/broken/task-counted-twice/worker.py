import socket, sys

def premier(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True

def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    try:
        s = socket.create_connection((host, int(port)))
        f = s.makefile("rb")
        s.sendall(b"READY\n")
        for ligne in f:
            mots = ligne.decode().split()
            if mots[0] == "DONE":
                sys.exit(0)
            _, id, a, b = mots
            n = sum(1 for x in range(int(a), int(b)) if premier(x))
            s.sendall(f"RESULT {id} {n}\n".encode())
        print("Le serveur est parti", file=sys.stderr)
    except OSError as e:
        print("Erreur", e, file=sys.stderr)
    sys.exit(1)

main()
