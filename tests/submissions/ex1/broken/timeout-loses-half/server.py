import socket
import sys
import threading


def lire_ligne(client):
    """Rend la prochaine ligne, b"" si le client est parti ; TimeoutError s'il n'a rien dit depuis un moment."""
    ligne = b""
    while not ligne.endswith(b"\n"):
        octet = client.recv(1)
        if not octet:
            return b""
        ligne += octet
    return ligne


def servir(client):
    client.settimeout(0.5)
    with client:
        while True:
            try:
                ligne = lire_ligne(client)
            except TimeoutError:
                # rien pour l'instant
                continue
            except OSError:
                return
            if not ligne:
                return
            client.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    with socket.create_server((hote, int(port)), backlog=60) as serveur:
        while True:
            client, _ = serveur.accept()
            threading.Thread(target=servir, args=(client,), daemon=True).start()


if __name__ == "__main__":
    main()
