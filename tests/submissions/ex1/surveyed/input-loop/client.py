import socket
import sys

HOST = "127.0.0.1"
PORT = 8000

if len(sys.argv) > 1:
    HOST, PORT = sys.argv[1].split(":")
    PORT = int(PORT)

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect((HOST, PORT))
print("Connecte au serveur")
while True:
    msg = input("Votre message : ")
    if msg == "exit":
        break
    s.sendall(msg.encode())
    data = s.recv(1024)
    if not data:
        print("Le serveur a ferme la connexion")
        break
    print("Reponse :", data.decode())
s.close()
