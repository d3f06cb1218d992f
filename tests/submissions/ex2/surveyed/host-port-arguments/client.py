import socket
import sys

if len(sys.argv) != 3:
    print("Usage : python client.py <hote> <port>")
    sys.exit(1)

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect((sys.argv[1], int(sys.argv[2])))
for ligne in sys.stdin:
    client.sendall(ligne.encode())
    reponse = client.recv(1024)
    if not reponse:
        sys.exit("Serveur deconnecte")
    print("Reponse :", reponse.decode().strip())
client.close()
