import socket
import sys


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = adresse.rsplit(":", 1)
    try:
        sock = socket.create_connection((host, int(port)))
    except OSError as e:
        print(f"Pas de serveur : {e}", file=sys.stderr)
        sys.exit(1)
    flux = sock.makefile("r", encoding="utf-8", newline="\n")
    reponses = []
    for ligne in sys.stdin:
        ligne = ligne.rstrip("\r\n")
        try:
            sock.sendall((ligne + "\n").encode("utf-8"))
            reponse = flux.readline()
        except OSError as e:
            print(f"Erreur : {e}", file=sys.stderr)
            sys.exit(1)
        if not reponse.endswith("\n"):
            print("Le serveur est parti", file=sys.stderr)
            sys.exit(1)
        reponses.append(reponse.rstrip("\r\n"))
    for reponse in reponses:
        print(reponse, flush=True)
    sock.close()


if __name__ == "__main__":
    main()
