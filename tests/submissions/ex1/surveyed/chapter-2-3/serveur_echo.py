# serveur_echo.py
import socket

def serveur_echo():
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.bind(('localhost', 8000))
    server.listen(1)
    print("Serveur (echo) en écoute sur le port 8000...")

    conn, addr = server.accept()
    print(f"Connexion de {addr}")

    # Recevoir un message (jusqu'à 1024 octets)
    message = conn.recv(1024).decode()
    print(f"Message reçu du client : {message}")

    # Répondre (echo)
    reponse = f"Echo: {message}"
    conn.send(reponse.encode())

    conn.close()
    server.close()

if __name__ == "__main__":
    serveur_echo()
