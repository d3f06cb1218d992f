import select
import socket
import sys


class Client:
    def __init__(self, sock):
        sock.setblocking(False)
        self.sock = sock
        self.recu = b""
        self.sortie = b""

    def lire(self):
        """Faux à la fin du flux."""
        donnees = self.sock.recv(4096)
        *lignes, self.recu = (self.recu + donnees).split(b"\n")
        for ligne in lignes:
            self.sortie += b"Echo: " + ligne.rstrip(b"\r") + b"\n"
        self.ecrire()
        return bool(donnees)

    def ecrire(self):
        try:
            self.sortie = self.sortie[self.sock.send(self.sortie):]
        except BlockingIOError:
            pass


def servir(ecoute):
    clients = {}
    while True:
        lecture = [s for s, c in clients.items() if len(c.sortie) < 100_000]
        ecriture = [s for s, c in clients.items() if c.sortie]
        lisibles, inscriptibles, _ = select.select(lecture + [ecoute], ecriture, [])
        for s in lisibles + inscriptibles:
            if s is ecoute:
                sock, adresse = ecoute.accept()
                clients[sock] = Client(sock)
                continue
            if s not in clients:
                continue
            try:
                if s in inscriptibles:
                    clients[s].ecrire()
                elif not clients[s].lire():
                    print("Connexion terminée")
                    return
            except OSError as erreur:
                print("Client perdu :", erreur)
                del clients[s]
                s.close()


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    with socket.create_server((hote, int(port)), backlog=60) as ecoute:
        servir(ecoute)


if __name__ == "__main__":
    main()
