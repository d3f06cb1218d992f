import socket
import sys


def serveur(hote, port):
    with socket.create_server((hote, port)) as ecoute:
        print(f"Serveur en écoute sur le port {port}...")
        conn, addr = ecoute.accept()
    print(f"Connexion de {addr}")

    with conn, conn.makefile("rb") as lignes:
        try:
            for ligne in lignes:
                message = ligne.decode("utf-8", "replace").rstrip("\r\n")
                print(f"Message reçu du client : {message}")
                conn.sendall(f"Echo: {message}\n".encode())
        except OSError as erreur:
            print(f"Erreur : {erreur}")
    print("Fin du serveur")


if __name__ == "__main__":
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.split(":")
    serveur(hote, int(port))
