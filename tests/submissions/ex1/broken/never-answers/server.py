import socket
import sys
import threading


def recevoir(conn, adresse):
    with conn, conn.makefile("r", encoding="utf-8", errors="replace") as lignes:
        try:
            for ligne in lignes:
                print(f"Echo: {ligne.strip()}  (de {adresse[1]})")
        except OSError as erreur:
            print("Erreur :", erreur)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    with socket.create_server((hote, int(port))) as serveur:
        print("En attente de messages...")
        while True:
            conn, adresse = serveur.accept()
            threading.Thread(target=recevoir, args=(conn, adresse), daemon=True).start()


main()
