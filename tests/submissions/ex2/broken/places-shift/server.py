import queue
import socket
import sys
import threading

# Un seul thread connaît les clients ; les autres lui disent ce qui arrive.
boite = queue.Queue()


def lire(numero, conn):
    try:
        with conn, conn.makefile("rb") as lignes:
            for ligne in lignes:
                boite.put(("message", numero, ligne.rstrip(b"\r\n")))
    except OSError:
        pass
    boite.put(("parti", numero, None))


def servir():
    clients = []
    while True:
        quoi, numero, valeur = boite.get()
        if quoi == "arrive":
            clients.append(valeur)
        elif quoi == "message" and numero < len(clients):
            try:
                clients[numero].sendall(b"Echo: " + valeur + b"\n")
            except OSError:
                pass
        elif quoi == "parti" and numero < len(clients):
            # Les suivants changent de place, et gardent leur numéro.
            del clients[numero]


hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
ecoute = socket.create_server((hote, int(port)), backlog=128)
threading.Thread(target=servir, daemon=True).start()
numero = 0
while True:
    conn, _ = ecoute.accept()
    boite.put(("arrive", numero, conn))
    threading.Thread(target=lire, args=(numero, conn), daemon=True).start()
    numero += 1
