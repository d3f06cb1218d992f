import selectors
import socket
import sys

sel = selectors.DefaultSelector()
tampons = {}


def accepter(ecoute):
    conn, adresse = ecoute.accept()
    conn.setblocking(False)
    tampons[conn] = [b"", b""]
    sel.register(conn, selectors.EVENT_READ, lire_ou_ecrire)


def lire_ou_ecrire(conn):
    recu, a_envoyer = tampons[conn]
    try:
        if len(a_envoyer) < 100_000:
            try:
                *lignes, recu = (recu + conn.recv(4096)).split(b"\n")
                for ligne in lignes:
                    a_envoyer += b"Echo: " + ligne.rstrip(b"\r") + b"\n"
            except BlockingIOError:
                pass
        if a_envoyer:
            try:
                a_envoyer = a_envoyer[conn.send(a_envoyer):]
            except BlockingIOError:
                pass
    except ConnectionError as e:
        print("client perdu :", e)
        sel.unregister(conn)
        del tampons[conn]
        conn.close()
        return
    tampons[conn] = [recu, a_envoyer]
    attente = selectors.EVENT_READ if len(a_envoyer) < 100_000 else 0
    if a_envoyer:
        attente |= selectors.EVENT_WRITE
    sel.modify(conn, attente, lire_ou_ecrire)


hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
ecoute = socket.create_server((hote, int(port)), backlog=60)
sel.register(ecoute, selectors.EVENT_READ, accepter)
print("Prêt")
while True:
    for cle, _ in sel.select():
        try:
            cle.data(cle.fileobj)
        except OSError as e:
            print("erreur :", e)
