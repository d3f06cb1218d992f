import socket
import sys
import threading


def gerer_client(client_socket, adresse):
    """Gère un client dans un thread dédié."""
    try:
        while True:
            message = client_socket.recv(1024)
            if not message:
                break
            client_socket.sendall(b"Echo: " + message.rstrip(b"\r\n") + b"\n")
    except OSError as e:
        print(f"[{adresse}] Erreur: {e}")
    finally:
        client_socket.close()


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    serveur_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    serveur_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    serveur_socket.bind((hote, int(port)))
    serveur_socket.listen(5)
    while True:
        client_socket, adresse = serveur_socket.accept()
        threading.Thread(target=gerer_client, args=(client_socket, adresse), daemon=True).start()


if __name__ == "__main__":
    main()
