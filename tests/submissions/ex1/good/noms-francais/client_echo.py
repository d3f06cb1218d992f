import socket
import sys


def lire_ligne(client, tampon):
    """Lit jusqu'à la fin de ligne ; rend la ligne et ce qui la suit."""
    while b"\n" not in tampon:
        morceau = client.recv(1024)
        if not morceau:
            raise ConnectionError("le serveur a coupé la connexion")
        tampon += morceau
    ligne, _, reste = tampon.partition(b"\n")
    return ligne.decode(), reste


def client_echo(adresse):
    hote, port = adresse.rsplit(":", 1)
    tampon = b""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
        client.connect((hote, int(port)))
        for message in sys.stdin:
            message = message.rstrip("\n")
            client.sendall(f"{message}\n".encode())
            reponse, tampon = lire_ligne(client, tampon)
            print(f"Réponse du serveur : {reponse}")


if __name__ == "__main__":
    try:
        client_echo(sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000")
    except OSError as erreur:
        print(f"Erreur : {erreur}", file=sys.stderr)
        sys.exit(1)
