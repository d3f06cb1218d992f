import socket
import sys
import threading


def lignes(conn):
    """Les lignes d'un client, sans leur fin, à mesure qu'elles arrivent."""
    texte = ""
    while morceau := conn.recv(65536):
        texte += morceau.decode()
        *entieres, texte = texte.split("\n")
        yield from entieres


def servir(conn, qui):
    with conn:
        try:
            for ligne in lignes(conn):
                conn.sendall(f"Echo: {ligne.rstrip(chr(13))}\n".encode())
        except (OSError, ValueError) as erreur:
            print(f"{qui} est perdu : {erreur}", flush=True)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    ecoute = socket.create_server((hote, int(port)))
    while True:
        conn, qui = ecoute.accept()
        threading.Thread(target=servir, args=(conn, qui), daemon=True).start()


main()
