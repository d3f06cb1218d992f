import socket
import sys
import threading


def repondre(client):
    tampon = b""
    try:
        while True:
            while b"\n" not in tampon:
                morceau = client.recv(4096)
                if not morceau and not tampon:
                    return
                tampon += morceau
            ligne, _, tampon = tampon.partition(b"\n")
            client.sendall(b"Echo: " + ligne.rstrip(b"\r") + b"\n")
    except OSError as erreur:
        print("client perdu :", erreur, file=sys.stderr)
    finally:
        client.close()


hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
with socket.create_server((hote, int(port)), backlog=64) as serveur:
    while True:
        client, _ = serveur.accept()
        threading.Thread(target=repondre, args=(client,), daemon=True).start()
