import socketserver
import sys

MAX_MESSAGES = 10  # par client, contre les bavards


class Gestionnaire(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            for _ in range(MAX_MESSAGES):
                ligne = self.rfile.readline()
                if not ligne:
                    break
                self.wfile.write(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
        except OSError as erreur:
            print(self.client_address, erreur)


class Serveur(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 60


if __name__ == "__main__":
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    with Serveur((hote, int(port)), Gestionnaire) as serveur:
        serveur.serve_forever()
