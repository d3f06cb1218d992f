import socket
import sys


def client(hote, port):
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        s.connect((hote, port))
    except ConnectionRefusedError:
        print("Le serveur n'est pas lancé")
        sys.exit(1)

    reponses = s.makefile("r", encoding="utf-8")
    for ligne in sys.stdin:
        try:
            s.sendall((ligne.strip("\n") + "\n").encode())
            reponse = reponses.readline().rstrip("\n")
        except ConnectionError:
            break
        print("Réponse :", reponse)
    s.close()


hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
client(hote, int(port))
