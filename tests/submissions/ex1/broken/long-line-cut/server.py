import socketserver
import sys

TAILLE_MAX = 1024


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        while True:
            ligne = self.rfile.readline(TAILLE_MAX)
            if not ligne:
                break
            self.wfile.write(b"Echo: " + ligne.strip(b"\r\n") + b"\n")


class Serveur(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 20


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    with Serveur((hote, int(port)), Echo) as serveur:
        serveur.serve_forever()


if __name__ == "__main__":
    main()
