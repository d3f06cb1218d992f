import socket
import sys
import threading
import time


def gerer_client(conn, adresse):
    print("Nouveau client :", adresse)
    lignes = conn.makefile("rb")
    try:
        while True:
            ligne = lignes.readline()
            if not ligne:
                # rien de nouveau, on réessaie plus tard
                time.sleep(5)
                continue
            conn.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
    except OSError as erreur:
        print(adresse, erreur)
    finally:
        lignes.close()
        conn.close()


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    serveur = socket.create_server((hote, int(port)), backlog=60)
    while True:
        conn, adresse = serveur.accept()
        threading.Thread(target=gerer_client, args=(conn, adresse), daemon=True).start()


if __name__ == "__main__":
    main()
