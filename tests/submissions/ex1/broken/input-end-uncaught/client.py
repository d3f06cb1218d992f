"""Client d'écho : input() lit ce qui est tapé, jusqu'à ce qu'il n'y ait plus rien."""
import socket
import sys


def main():
    texte = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, _, port = texte.rpartition(":")
    try:
        connexion = socket.create_connection((hote, int(port)))
    except OSError as erreur:
        sys.exit(f"Impossible de se connecter à {texte} : {erreur}")
    with connexion, connexion.makefile("rw", encoding="utf-8", newline="\n") as flux:
        while True:
            try:
                print(input(), file=flux, flush=True)
                reponse = flux.readline()
            except OSError as erreur:
                sys.exit(f"Connexion perdue : {erreur}")
            if not reponse:
                sys.exit("Le serveur a fermé la connexion")
            print(reponse.rstrip("\n"))


if __name__ == "__main__":
    main()
