import socket
import sys

LIMITE = 4096


def converser(conn):
    tampon = b""
    while len(tampon) < LIMITE:
        ligne, fin, reste = tampon.partition(b"\n")
        if fin:
            conn.sendall(b"Echo: " + ligne.rstrip(b"\r") + b"\n")
            tampon = reste
            continue
        recu = conn.recv(LIMITE)
        if not recu:
            return
        tampon += recu
    print("Ligne trop longue : connexion fermée.")


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    with socket.create_server((hote, int(port))) as serveur:
        while True:
            conn, _ = serveur.accept()
            try:
                with conn:
                    converser(conn)
            except OSError as erreur:
                print("Erreur :", erreur)


main()
