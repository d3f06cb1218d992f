import socket
import sys
import threading


class Serveur:
    def __init__(self, hote, port):
        self.ecoute = socket.create_server((hote, port), backlog=60)
        self.verrou = threading.Lock()
        self.clients = 0

    def demarrer(self):
        while True:
            try:
                conn, _ = self.ecoute.accept()
            except OSError:
                print("Plus personne, on ferme")
                return
            with self.verrou:
                self.clients += 1
            threading.Thread(target=self.gerer, args=(conn,), daemon=True).start()

    def gerer(self, conn):
        try:
            with conn, conn.makefile("rb") as lignes:
                for ligne in lignes:
                    conn.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
        except OSError as erreur:
            print("Client perdu :", erreur)
        with self.verrou:
            self.clients -= 1
            if self.clients == 0:
                # réveille accept, qui échoue
                self.ecoute.shutdown(socket.SHUT_RDWR)


if __name__ == "__main__":
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    Serveur(hote, int(port)).demarrer()
