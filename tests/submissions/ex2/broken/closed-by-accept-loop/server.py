import socket
import sys
import threading


def converse(connexion):
    recu = b""
    while True:
        bloc = connexion.recv(4096)
        if not bloc:
            return
        recu += bloc
        while b"\n" in recu:
            ligne, recu = recu.split(b"\n", 1)
            connexion.sendall(b"Echo: " + ligne.removesuffix(b"\r") + b"\n")


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    with socket.create_server((hote, int(port))) as ecoute:
        while True:
            connexion, adresse = ecoute.accept()
            with connexion:
                print("Nouveau client :", adresse)
                fil = threading.Thread(target=converse, args=(connexion,), daemon=True)
            fil.start()


if __name__ == "__main__":
    main()
