"""Serveur multi-clients sans thread : chaque client est un générateur.

Un générateur rend l'événement qu'il attend sur sa socket ; la boucle le reprend quand il est arrivé.
"""
import selectors
import socket
import sys

LIRE, ECRIRE = selectors.EVENT_READ, selectors.EVENT_WRITE


def servir(sock):
    reste = b""
    while True:
        yield LIRE
        recu = sock.recv(32768)
        if not recu:
            return
        *lignes, reste = (reste + recu).split(b"\n")
        reponse = b"".join(b"Echo: " + ligne.removesuffix(b"\r") + b"\n" for ligne in lignes)
        while reponse:
            yield ECRIRE
            reponse = reponse[sock.send(reponse):]


def accepter(selecteur, ecoute):
    while True:
        yield LIRE
        try:
            sock, _ = ecoute.accept()
        except OSError as erreur:
            print("accept :", erreur)
            continue
        sock.setblocking(False)
        client = servir(sock)
        selecteur.register(sock, next(client), client)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    selecteur = selectors.DefaultSelector()
    ecoute = socket.create_server((hote, int(port)), backlog=64)
    ecoute.setblocking(False)
    portier = accepter(selecteur, ecoute)
    selecteur.register(ecoute, next(portier), portier)

    while True:
        for cle, _ in selecteur.select():
            try:
                selecteur.modify(cle.fileobj, next(cle.data), cle.data)
            except (OSError, StopIteration):
                fermer(selecteur, cle.fileobj)


def fermer(selecteur, sock):
    selecteur.unregister(sock)
    sock.close()


main()
