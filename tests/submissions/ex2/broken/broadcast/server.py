import select
import socket
import sys


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    ecoute = socket.create_server((hote, int(port)), backlog=60)
    print("Salon ouvert")
    salon = {}  # chaque client et ce qu'il n'a pas fini de dire
    while True:
        lisibles, _, _ = select.select([ecoute, *salon], [], [])
        for s in lisibles:
            if s is ecoute:
                client, _ = ecoute.accept()
                salon[client] = b""
                continue
            try:
                recu = s.recv(65536)
                *lignes, salon[s] = (salon[s] + recu).split(b"\n")
                messages = [ligne.decode().rstrip("\r") for ligne in lignes]
            except (OSError, UnicodeDecodeError) as erreur:
                print("Client perdu :", erreur)
                recu, messages = b"", []
            for message in messages:
                diffuser(f"Echo: {message}\n".encode(), salon)
            if not recu:
                del salon[s]
                s.close()


def diffuser(message, salon):
    """Envoie le message à tous ceux qui sont là."""
    for client in salon:
        try:
            client.sendall(message)
        except OSError:
            pass  # il est parti, la boucle s'en apercevra


if __name__ == "__main__":
    main()
