import socket
import sys
import threading


def recevoir(lignes, fini):
    """Affiche tout ce qui arrive, jusqu'à la fermeture."""
    try:
        for ligne in lignes:
            print(ligne.rstrip("\n"))
    except OSError as e:
        print("Connexion perdue :", e)
    fini.set()


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    try:
        s = socket.create_connection((hote, int(port)))
    except OSError as e:
        sys.exit(f"Pas de serveur : {e}")
    fini = threading.Event()
    lignes = s.makefile("r", encoding="utf-8", newline="\n")
    threading.Thread(target=recevoir, args=(lignes, fini), daemon=True).start()

    try:
        for ligne in sys.stdin:
            if fini.is_set():
                sys.exit("Le serveur est parti")
            s.sendall((ligne.rstrip("\n") + "\n").encode())
    except OSError as e:
        sys.exit(f"Connexion perdue : {e}")
    # plus rien à dire : le serveur raccroche quand il a tout répondu
    s.shutdown(socket.SHUT_WR)
    fini.wait()


if __name__ == "__main__":
    main()
