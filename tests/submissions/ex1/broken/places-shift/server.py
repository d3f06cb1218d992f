import itertools
import socket
import sys

# Les clients connectés ; un seul pour le moment, en attendant les threads.
clients = []


def repondre(numero, ligne):
    if numero < len(clients):
        clients[numero].sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")


def servir(numero):
    try:
        with clients[-1].makefile("rb") as lignes:
            for ligne in lignes:
                repondre(numero, ligne)
    except OSError as erreur:
        print("client perdu :", erreur, file=sys.stderr)
    # Sa place est libre, et le numéro du suivant n'est plus une place.
    clients.pop().close()


hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
ecoute = socket.create_server((hote, int(port)))
for numero in itertools.count():
    conn, _ = ecoute.accept()
    clients.append(conn)
    servir(numero)
