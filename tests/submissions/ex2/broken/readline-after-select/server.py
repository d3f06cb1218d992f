import selectors
import socket
import sys


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    selecteur = selectors.DefaultSelector()
    ecoute = socket.create_server((hote, int(port)), backlog=100)
    selecteur.register(ecoute, selectors.EVENT_READ)
    while True:
        for cle, _ in selecteur.select():
            if cle.fileobj is ecoute:
                client, _ = ecoute.accept()
                selecteur.register(client, selectors.EVENT_READ, client.makefile("rb"))
            elif not repondre(cle.fileobj, cle.data):
                selecteur.unregister(cle.fileobj)
                cle.data.close()
                cle.fileobj.close()


def repondre(client, lignes):
    """Vrai tant que le client est là."""
    try:
        ligne = lignes.readline()
        if ligne:
            client.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
        return bool(ligne)
    except OSError as erreur:
        print("Client perdu :", erreur)
        return False


if __name__ == "__main__":
    main()
