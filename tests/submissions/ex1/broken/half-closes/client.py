import socket
import sys


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.rsplit(":", 1)
    try:
        client = socket.create_connection((hote, int(port)))
    except OSError as e:
        sys.exit(f"Pas de serveur sur {adresse} : {e}")
    reponses = client.makefile("rb")
    try:
        for ligne in sys.stdin:
            message = ligne.rstrip("\n")
            client.sendall((message + "\n").encode())
            client.shutdown(socket.SHUT_WR)  # le message est fini
            reponse = reponses.readline()
            if not reponse:
                sys.exit("Le serveur est parti")
            print("Réponse du serveur :", reponse.decode().rstrip("\n"))
    except OSError as e:
        sys.exit(f"Erreur : {e}")
    finally:
        client.close()


if __name__ == "__main__":
    main()
