import socket
import sys
import time


class Client:
    def __init__(self, hote, port):
        self.sock = socket.create_connection((hote, port))
        self.lignes = self.sock.makefile("r", encoding="utf-8")
        time.sleep(1)  # le temps que le serveur lance notre thread

    def demander(self, message):
        self.sock.sendall(f"{message}\n".encode())
        reponse = self.lignes.readline()
        if not reponse:
            raise ConnectionError("le serveur a fermé la connexion")
        return reponse.rstrip("\n")


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    try:
        client = Client(hote, int(port))
        for ligne in sys.stdin:
            print(client.demander(ligne.rstrip("\n")))
    except OSError as erreur:
        sys.exit(f"Erreur : {erreur}")


if __name__ == "__main__":
    main()
