"""Client d'écho : envoie chaque ligne de l'entrée, affiche chaque réponse."""
import socket
import sys


def main():
    texte = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, _, port = texte.rpartition(":")
    try:
        connexion = socket.create_connection((hote, int(port)))
    except OSError as erreur:
        sys.exit(f"Impossible de se connecter à {texte} : {erreur}")
    with connexion, connexion.makefile("r", encoding="utf-8", newline="\n") as reponses:
        try:
            for ligne in sys.stdin:
                connexion.sendall((ligne.rstrip("\n") + "\n").encode())
                reponse = reponses.readline()
                if not reponse:
                    sys.exit("Le serveur a fermé la connexion")
                print(reponse.rstrip("\n"))
        except OSError as erreur:
            sys.exit(f"Connexion perdue : {erreur}")


if __name__ == "__main__":
    main()
