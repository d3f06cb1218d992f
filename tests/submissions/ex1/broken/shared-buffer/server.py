"""Serveur d'écho sans thread : une boucle sur selectors."""
import selectors
import socket
import sys

MAX_SORTIE = 1 << 18


recu = b""  # ce qui attend la fin de sa ligne


class Client:
    def __init__(self, sock):
        self.sock = sock
        self.sortie = b""
        self.fini = False

    def lire(self):
        """Lit tout ce qui est arrivé."""
        global recu
        while len(self.sortie) < MAX_SORTIE:
            try:
                donnees = self.sock.recv(65536)
            except BlockingIOError:
                return
            if not donnees:
                self.fini = True
                return
            *lignes, recu = (recu + donnees).split(b"\n")
            for ligne in lignes:
                self.sortie += b"Echo: " + ligne.removesuffix(b"\r") + b"\n"

    def ecrire(self):
        if self.sortie:
            envoye = self.sock.send(self.sortie)
            self.sortie = self.sortie[envoye:]

    def attend(self):
        """Les événements qui intéressent ce client, 0 s'il a terminé."""
        evenements = 0
        if not self.fini and len(self.sortie) < MAX_SORTIE:
            evenements |= selectors.EVENT_READ
        if self.sortie:
            evenements |= selectors.EVENT_WRITE
        return evenements


def main():
    hote, _, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rpartition(":")
    selecteur = selectors.DefaultSelector()
    ecoute = socket.create_server((hote, int(port)), backlog=128)
    ecoute.setblocking(False)
    selecteur.register(ecoute, selectors.EVENT_READ)

    while True:
        for cle, evenements in selecteur.select():
            client = cle.data
            if client is None:
                try:
                    sock, _ = ecoute.accept()
                except OSError:
                    continue
                sock.setblocking(False)
                selecteur.register(sock, selectors.EVENT_READ, Client(sock))
                continue
            try:
                if evenements & selectors.EVENT_READ:
                    client.lire()
                if evenements & selectors.EVENT_WRITE:
                    client.ecrire()
                attente = client.attend()
            except BlockingIOError:
                continue
            except OSError:
                attente = 0
            if attente:
                selecteur.modify(client.sock, attente, client)
            else:
                selecteur.unregister(client.sock)
                client.sock.close()


main()
