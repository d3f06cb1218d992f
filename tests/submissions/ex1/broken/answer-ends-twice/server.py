import socket
import sys
import threading


def servir(conn):
    try:
        with conn, conn.makefile("rw", errors="surrogateescape", newline="\n") as flux:
            for ligne in flux:
                print("Echo:", ligne, file=flux, flush=True)
    except OSError as e:
        print("Erreur :", e)


if __name__ == "__main__":
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    with socket.create_server((hote, int(port)), backlog=10) as serveur:
        print("Prêt")
        while True:
            conn, _ = serveur.accept()
            threading.Thread(target=servir, args=(conn,), daemon=True).start()
