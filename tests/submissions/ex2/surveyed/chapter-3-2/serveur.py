import socket

def serveur_multi_clients_sequentiel():
    """Serveur simple qui gère plusieurs clients, un par un (séquentiel)."""
    serveur_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    serveur_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    serveur_socket.bind(('localhost', 8000))
    serveur_socket.listen(5)
    
    print("Serveur séquentiel démarré sur le port 8000")
    
    while True:
        print("En attente d'un nouveau client...")
        client_socket, adresse = serveur_socket.accept()
        print(f"[{adresse}] Connexion établie")
        
        try:
            message = client_socket.recv(1024).decode()
            if not message:
                print(f"[{adresse}] Aucun message reçu")
            else:
                print(f"[{adresse}] Reçu: {message}")
                reponse = f"Echo: {message}"
                client_socket.send(reponse.encode())
        except Exception as e:
            print(f"[{adresse}] Erreur: {e}")
        finally:
            client_socket.close()
            print(f"[{adresse}] Connexion fermée\n")

if __name__ == "__main__":
    serveur_multi_clients_sequentiel()
