import socket, sys

def main():
    adr = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = adr.rsplit(":", 1)
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((host, int(port)))
    s.listen()
    print("Serveur en écoute sur", adr, flush=True)
    while True:
        conn, a = s.accept()
        try:
            f = conn.makefile("rb")
            for ligne in f:
                conn.sendall(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
        except OSError as e:
            print("erreur", e)
        finally:
            conn.close()

main()
