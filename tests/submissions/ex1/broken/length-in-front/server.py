import socket
import struct
import sys


def recevoir_exactement(sock, n):
    """Lit exactement n octets, ou None si l'autre est parti avant."""
    donnees = b""
    while len(donnees) < n:
        morceau = sock.recv(min(4096, n - len(donnees)))
        if not morceau:
            return None
        donnees += morceau
    return donnees


def recevoir(sock):
    entete = recevoir_exactement(sock, 4)
    if entete is None:
        return None
    (taille,) = struct.unpack("!I", entete)
    return recevoir_exactement(sock, taille)


def envoyer(sock, message):
    sock.sendall(struct.pack("!I", len(message)) + message)


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.rsplit(":", 1)
    serveur = socket.create_server((hote, int(port)))
    print("Serveur en écoute sur", adresse)
    while True:
        conn, pair = serveur.accept()
        try:
            while True:
                message = recevoir(conn)
                if message is None:
                    break
                envoyer(conn, b"Echo: " + message)
        except OSError as e:
            print(pair, e)
        finally:
            conn.close()


if __name__ == "__main__":
    main()
