"""Serveur multi-clients : un thread par client, arrêté quand le client part."""
import socket
import sys
from threading import Thread


class Client(Thread):
    def __init__(self, sock, adresse):
        super().__init__(daemon=True)
        # qui ne dit rien pendant cinq secondes est parti
        sock.settimeout(5)
        self.sock = sock
        self.adresse = adresse

    def run(self):
        try:
            for ligne in self.lignes():
                self.sock.sendall(b"Echo: " + ligne + b"\n")
        except OSError as erreur:
            print(f"{self.adresse} : {erreur}")
        finally:
            self.sock.close()

    def lignes(self):
        morceaux = []
        while recu := self.sock.recv(16384):
            debut, *suite = recu.split(b"\n")
            morceaux.append(debut)
            for morceau in suite:
                yield b"".join(morceaux).removesuffix(b"\r")
                morceaux = [morceau]


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.rsplit(":", 1)
    serveur = socket.create_server((hote, int(port)), backlog=64)
    print("Serveur prêt sur", adresse)
    while True:
        try:
            sock, pair = serveur.accept()
            Client(sock, pair).start()
        except (OSError, RuntimeError) as erreur:
            print("connexion refusée :", erreur)


if __name__ == "__main__":
    main()
