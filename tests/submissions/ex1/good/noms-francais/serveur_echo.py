import socketserver
import sys


class GestionnaireEcho(socketserver.StreamRequestHandler):
    def handle(self):
        for ligne in self.rfile:
            message = ligne.decode("utf-8", errors="replace").rstrip("\r\n")
            print(f"{self.client_address} : {message[:60]}")
            self.wfile.write(f"Echo: {message}\n".encode())


class ServeurEcho(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 50


if __name__ == "__main__":
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.rsplit(":", 1)
    with ServeurEcho((hote, int(port)), GestionnaireEcho) as serveur:
        print(f"Serveur (echo) en écoute sur {adresse}...")
        serveur.serve_forever()
