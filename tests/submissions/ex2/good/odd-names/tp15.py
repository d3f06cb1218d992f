"""TP 15 : les deux programmes dans un seul fichier.

    python3 tp15.py --ecoute [HOTE:PORT]   le serveur
    python3 tp15.py [HOTE:PORT]            le client
"""
import asyncio
import socket
import sys


async def repondre(lecteur, redacteur):
    try:
        while ligne := await lecteur.readuntil(b"\n"):
            redacteur.write(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
            await redacteur.drain()
    except asyncio.IncompleteReadError:
        pass  # le client a terminé
    except (ConnectionError, asyncio.LimitOverrunError) as erreur:
        print("client perdu :", erreur)
    finally:
        redacteur.close()


async def ecouter(hote, port):
    serveur = await asyncio.start_server(repondre, hote, port, limit=2**20)
    async with serveur:
        await serveur.serve_forever()


def appeler(hote, port):
    with socket.create_connection((hote, port)) as connexion:
        flux = connexion.makefile("rw", encoding="utf-8", newline="\n")
        for ligne in sys.stdin:
            flux.write(ligne.rstrip("\n") + "\n")
            flux.flush()
            reponse = flux.readline()
            if not reponse:
                raise ConnectionError("le serveur est parti")
            print(reponse.rstrip("\n"))


def main():
    arguments = sys.argv[1:]
    serveur = arguments[:1] == ["--ecoute"]
    if serveur:
        arguments.pop(0)
    hote, _, port = (arguments[0] if arguments else "127.0.0.1:8000").rpartition(":")
    if serveur:
        asyncio.run(ecouter(hote, int(port)))
    else:
        try:
            appeler(hote, int(port))
        except OSError as erreur:
            sys.exit(f"Erreur : {erreur}")


if __name__ == "__main__":
    main()
