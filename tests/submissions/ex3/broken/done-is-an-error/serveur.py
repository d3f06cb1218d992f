"""serveur.py [HÔTE:PORT] [A] [B] : fait compter les nombres premiers de [A, B)."""
import socketserver
import sys
import threading
import time

TAILLE = 1000
DELAI = 2


class Tableau:
    """Les tâches, et qui s'en occupe depuis quand."""

    def __init__(self, a, b):
        self.bornes = [(i, min(i + TAILLE, b)) for i in range(a, b, TAILLE)]
        self.depuis = [None] * len(self.bornes)
        self.nombres = [None] * len(self.bornes)
        self.verrou = threading.Condition()
        self.prets = set()

    def fini(self):
        return None not in self.nombres

    def chercher(self):
        for numero, depuis in enumerate(self.depuis):
            if self.nombres[numero] is None and depuis is None:
                return numero
        for numero, depuis in enumerate(self.depuis):
            if self.nombres[numero] is None and time.monotonic() - depuis > DELAI:
                return numero
        return None

    def prendre(self):
        with self.verrou:
            while not self.fini():
                numero = self.chercher()
                if numero is not None:
                    self.depuis[numero] = time.monotonic()
                    return numero
                self.verrou.wait(0.2)
            return None

    def rendre(self, numero):
        with self.verrou:
            self.depuis[numero] = None
            self.verrou.notify_all()

    def noter(self, numero, nombre):
        with self.verrou:
            if self.nombres[numero] is None:
                self.nombres[numero] = nombre
            self.verrou.notify_all()


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        tableau = self.server.tableau
        if self.ligne() != "READY":
            return
        with tableau.verrou:
            tableau.prets.add(self)
        while (numero := tableau.prendre()) is not None:
            try:
                a, b = tableau.bornes[numero]
                self.wfile.write(f"TASK {numero} {a} {b}\n".encode())
                tableau.noter(numero, self.reponse(numero, b - a))
            except (OSError, ValueError) as erreur:
                print("travailleur perdu :", erreur, file=sys.stderr)
                with tableau.verrou:
                    tableau.prets.discard(self)
                tableau.rendre(numero)
                return
        self.au_revoir()

    def ligne(self):
        """La prochaine ligne qui n'est pas vide."""
        while True:
            ligne = self.rfile.readline()
            if not ligne.endswith(b"\n"):
                raise ConnectionError("fin de la connexion")
            if ligne.strip():
                return ligne.decode().strip()

    def reponse(self, numero, maximum):
        mot, recu, nombre = self.ligne().split()
        if mot != "RESULT" or int(recu) != numero or not 0 <= int(nombre) <= maximum:
            raise ValueError(f"mauvaise réponse : {mot} {recu} {nombre}")
        return int(nombre)

    def au_revoir(self):
        tableau = self.server.tableau
        with tableau.verrou:
            if self in tableau.prets:
                tableau.prets.discard(self)
                try:
                    self.wfile.write(b"DONE\n")
                except OSError:
                    pass


class Serveur(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        print(client_address, ":", sys.exc_info()[1], file=sys.stderr)


def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    hote, port = adresse.rsplit(":", 1)
    with Serveur((hote, int(port)), Conversation) as serveur:
        tableau = serveur.tableau = Tableau(a, b)
        threading.Thread(target=serveur.serve_forever, daemon=True).start()
        with tableau.verrou:
            while not tableau.fini():
                tableau.verrou.wait()
            prets = list(tableau.prets)
        for conversation in prets:
            conversation.au_revoir()
        print("TOTAL", sum(tableau.nombres), flush=True)
        time.sleep(0.2)


if __name__ == "__main__":
    main()
