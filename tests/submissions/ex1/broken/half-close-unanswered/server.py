import select
import socket
import sys
import threading


def est_parti(conn):
    """Vrai si le client a fermé sa connexion : inutile alors de lui répondre."""
    pret, _, _ = select.select([conn], [], [], 0.01)
    return bool(pret) and conn.recv(1, socket.MSG_PEEK) == b""


def gerer_client(conn):
    with conn, conn.makefile("rb") as lignes:
        try:
            for ligne in lignes:
                if est_parti(conn):
                    break
                conn.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
        except OSError as erreur:
            print("erreur :", erreur)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    serveur = socket.create_server((hote, int(port)), backlog=32)
    while True:
        conn, _ = serveur.accept()
        threading.Thread(target=gerer_client, args=(conn,), daemon=True).start()


if __name__ == "__main__":
    main()
