import socket
import sys

hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
if client.connect_ex((hote, int(port))) != 0:
    sys.exit(1)

reponses = client.makefile("r", encoding="utf-8")
for ligne in sys.stdin:
    client.sendall(ligne.encode())
    reponse = reponses.readline()
    if reponse == "":
        print("Connexion fermée par le serveur", file=sys.stderr)
        sys.exit(1)
    print(reponse, end="")
client.close()
