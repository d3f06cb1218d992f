import socket
import sys


def servir(conn):
    with conn, conn.makefile("rb") as flux:
        for ligne in flux:
            if not ligne.endswith(b"\n"):
                break
            conn.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = adresse.rsplit(":", 1)
    serveur = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    serveur.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    serveur.bind((host, int(port)))
    serveur.listen(5)
    print(f"En écoute sur {adresse}", flush=True)
    while True:
        conn, client = serveur.accept()
        try:
            servir(conn)
        except OSError as e:
            print(f"{client}: {e}", flush=True)


if __name__ == "__main__":
    main()
