import socket
import sys
import threading


def servir(conn):
    try:
        with conn.makefile("rb") as entree:
            for ligne in entree:
                conn.sendall(b"Echo: " + ligne)
    except OSError as e:
        print("Erreur :", e)
    finally:
        conn.close()


if __name__ == "__main__":
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    serveur = socket.create_server((hote, int(port)), backlog=10)
    print("Prêt")
    while True:
        conn, _ = serveur.accept()
        threading.Thread(target=servir, args=(conn,), daemon=True).start()
