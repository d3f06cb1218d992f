"""Client d'écho : selectors sur l'entrée standard et sur la socket."""
import os
import selectors
import socket
import sys


class Lignes:
    """Ce qui est reçu, rendu ligne par ligne."""

    def __init__(self):
        self.tampon = b""

    def ajouter(self, octets):
        self.tampon += octets

    def suivante(self):
        if b"\n" not in self.tampon:
            return None
        ligne, self.tampon = self.tampon.split(b"\n", 1)
        return ligne


def dialoguer(sock):
    entree, reponses = Lignes(), Lignes()
    fin_entree = False
    attend_reponse = False
    selecteur = selectors.SelectSelector()
    selecteur.register(sys.stdin, selectors.EVENT_READ)
    selecteur.register(sock, selectors.EVENT_READ)
    while True:
        if not attend_reponse:
            ligne = entree.suivante()
            if ligne is not None:
                sock.sendall(ligne + b"\n")
                attend_reponse = True
            elif fin_entree:
                return
        for cle, _ in selecteur.select():
            if cle.fileobj is sock:
                octets = sock.recv(4096)
                if not octets:
                    raise ConnectionError("le serveur est parti")
                reponses.ajouter(octets)
                ligne = reponses.suivante()
                if ligne is not None:
                    print(ligne.decode(errors="replace"))
                    attend_reponse = False
            else:
                octets = os.read(sys.stdin.fileno(), 4096)
                if not octets:
                    fin_entree = True
                    selecteur.unregister(sys.stdin)
                    octets = b"\n" if entree.tampon and not entree.tampon.endswith(b"\n") else b""
                entree.ajouter(octets)


def main():
    hote, _, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rpartition(":")
    try:
        with socket.create_connection((hote, int(port))) as sock:
            dialoguer(sock)
    except OSError as erreur:
        sys.exit(f"connexion perdue ou impossible : {erreur}")


main()
