"""Serveur multi-clients : chaque client a son thread, qui commence un instant plus tard."""
import socket
import sys
import threading

clients = set()  # ceux qui sont là


def servir(client):
    try:
        for ligne in client.makefile("rb"):
            client.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
    except OSError as erreur:
        print("un client est perdu :", erreur)
    finally:
        clients.discard(client)
        client.close()


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    ecoute = socket.create_server((hote, int(port)), backlog=100)
    while True:
        client, _ = ecoute.accept()
        clients.add(client)
        # Le temps de prendre note de qui vient : la lambda lit `client` quand elle est appelée.
        threading.Timer(0.05, lambda: servir(client)).start()


main()
