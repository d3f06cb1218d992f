import socket
import sys
import threading


def lignes(conn):
    """Les lignes d'une connexion, quelle que soit la façon dont elles arrivent."""
    tampon = ""
    while morceau := conn.recv(4096):
        tampon += morceau.decode("utf-8", errors="replace")
        while "\n" in tampon:
            ligne, tampon = tampon.split("\n", 1)
            yield ligne.rstrip("\r")


def gerer(conn):
    with conn:
        try:
            for ligne in lignes(conn):
                conn.sendall(f"Echo: {ligne}\n".encode("utf-8"))
        except OSError as erreur:
            print("client perdu :", erreur)


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.split(":")
    with socket.create_server((hote, int(port)), backlog=50) as serveur:
        while True:
            conn, _ = serveur.accept()
            threading.Thread(target=gerer, args=(conn,), daemon=True).start()


main()
