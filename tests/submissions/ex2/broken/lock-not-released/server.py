import socket
import sys
import threading

verrou = threading.Lock()
vus = {}


def noter(ligne):
    """Compte les messages, et rend celui-ci comme texte."""
    verrou.acquire()
    message = ligne.decode().rstrip("\r\n")
    vus[message] = vus.get(message, 0) + 1
    verrou.release()
    return message


def converse(connexion):
    with connexion, connexion.makefile("rb") as lignes:
        try:
            for ligne in lignes:
                connexion.sendall(f"Echo: {noter(ligne)}\n".encode())
        except OSError as erreur:
            print("Client perdu :", erreur)


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    ecoute = socket.create_server((hote, int(port)), backlog=100)
    while True:
        connexion, _ = ecoute.accept()
        threading.Thread(target=converse, args=(connexion,), daemon=True).start()


if __name__ == "__main__":
    main()
