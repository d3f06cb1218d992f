# client_echo.py
import socket

def client_echo():
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    client.connect(('localhost', 8000))
    print("Connecté au serveur (echo).")

    message = "Hello, serveur!"
    print(f"Envoi : {message}")
    client.send(message.encode())

    reponse = client.recv(1024).decode()
    print(f"Réponse du serveur : {reponse}")

    client.close()

if __name__ == "__main__":
    client_echo()
