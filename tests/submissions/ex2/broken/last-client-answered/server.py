import select
import socket
import sys


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    ecoute = socket.create_server((hote, int(port)), backlog=60)
    tampons = {}
    while True:
        lisibles, _, _ = select.select([ecoute, *tampons], [], [])
        for s in lisibles:
            if s is ecoute:
                client, adresse = ecoute.accept()
                tampons[client] = b""
                print("Connexion de", adresse)
                continue
            try:
                recu = s.recv(65536)
                *lignes, tampons[s] = (tampons[s] + recu).split(b"\n")
                messages = [ligne.decode("utf-8").rstrip("\r") for ligne in lignes]
            except (OSError, UnicodeDecodeError) as erreur:
                print("Client perdu :", erreur)
                recu, messages = b"", []
            for message in messages:
                repondre(client, message)
            if not recu:
                del tampons[s]
                s.close()


def repondre(client, message):
    try:
        client.sendall(f"Echo: {message}\n".encode("utf-8"))
    except OSError as erreur:
        print("Réponse perdue :", erreur)


if __name__ == "__main__":
    main()
