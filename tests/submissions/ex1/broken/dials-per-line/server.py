import socket
import sys

def repondre(client):
    with client, client.makefile("rb") as lignes:
        for ligne in lignes:
            client.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")

def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    with socket.create_server((hote, int(port))) as serveur:
        while True:
            client, _ = serveur.accept()
            try:
                repondre(client)
            except OSError as erreur:
                print("client perdu :", erreur, file=sys.stderr)

if __name__ == "__main__":
    main()
