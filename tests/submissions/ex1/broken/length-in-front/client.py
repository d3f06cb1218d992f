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
    try:
        with socket.create_connection((hote, int(port))) as sock:
            for ligne in sys.stdin:
                envoyer(sock, ligne.rstrip("\n").encode())
                reponse = recevoir(sock)
                if reponse is None:
                    sys.exit("Le serveur est parti")
                print(reponse.decode())
    except OSError as e:
        sys.exit(f"Erreur : {e}")


if __name__ == "__main__":
    main()
