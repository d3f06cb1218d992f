import socket
import threading

def gerer_client(client_socket, adresse):
    """Gère un client dans un thread dédié."""
    print(f"[{adresse}] Connexion établie")
    
    try:
        while True:
            message = client_socket.recv(1024).decode()
            if not message:
                break
            
            print(f"[{adresse}] Reçu: {message}")
            reponse = f"Echo: {message}"
            client_socket.send(reponse.encode())
    except Exception as e:
        print(f"[{adresse}] Erreur: {e}")
    finally:
        client_socket.close()
        print(f"[{adresse}] Déconnexion")

def serveur_multi_clients():
    """Serveur qui gère plusieurs clients en parallèle grâce aux threads."""
    serveur_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    serveur_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    serveur_socket.bind(('localhost', 8888))
    serveur_socket.listen(5)
    
    print("Serveur multi-clients (threads) démarré sur le port 8888")
    
    while True:
        client_socket, adresse = serveur_socket.accept()
        thread = threading.Thread(
            target=gerer_client,
            args=(client_socket, adresse),
            daemon=True  # Le thread se termine avec le processus principal
        )
        thread.start()

if __name__ == "__main__":
    serveur_multi_clients()
