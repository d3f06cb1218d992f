import asyncio
import sys


async def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    lecture, ecriture = await asyncio.open_connection(hote, int(port))
    for ligne in sys.stdin.buffer:
        ecriture.write(ligne.rstrip(b"\n") + b"\n")
        await ecriture.drain()
        reponse = await lecture.readline()
        if not reponse:
            sys.exit("le serveur a fermé la connexion")
        sys.stdout.buffer.write(reponse)
        sys.stdout.buffer.flush()


try:
    asyncio.run(main())
except OSError as erreur:
    sys.exit(f"connexion perdue : {erreur}")
