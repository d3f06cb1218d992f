"""Serveur multi-clients : une seule boucle sur epoll, les clients par leur numéro."""
import select
import socket
import sys


class Client:
    def __init__(self, sock):
        self.sock = sock
        self.recu = b""
        self.reponse = b""


clients = {}
numeros = {}  # par descripteur
epoll = select.epoll()


def accueillir(ecoute):
    sock, _ = ecoute.accept()
    sock.setblocking(False)
    numero = len(clients) + 1
    clients[numero] = Client(sock)
    numeros[sock.fileno()] = numero
    epoll.register(sock.fileno(), select.EPOLLIN)


def servir(client):
    recu = client.sock.recv(32768)
    if not recu:
        raise ConnectionError("il est parti")
    *lignes, client.recu = (client.recu + recu).split(b"\n")
    client.reponse += b"".join(b"Echo: " + ligne.removesuffix(b"\r") + b"\n" for ligne in lignes)


def ecrire(client):
    if client.reponse:
        client.reponse = client.reponse[client.sock.send(client.reponse):]
    attend = select.EPOLLOUT if client.reponse else select.EPOLLIN
    epoll.modify(client.sock.fileno(), attend)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    ecoute = socket.create_server((hote, int(port)), backlog=100)
    epoll.register(ecoute.fileno(), select.EPOLLIN)
    while True:
        for descripteur, evenements in epoll.poll():
            if descripteur == ecoute.fileno():
                accueillir(ecoute)
                continue
            numero = numeros[descripteur]
            client = clients.get(numero)
            if client is None:
                continue
            try:
                if not evenements & select.EPOLLOUT:
                    servir(client)
                ecrire(client)
            except BlockingIOError:
                pass
            except OSError as erreur:
                print("client", numero, ":", erreur)
                clients.pop(numero).sock.close()


main()
