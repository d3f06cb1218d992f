import asyncio
import sys
from datetime import datetime


class Journal:
    """Les clients n'attendent pas l'écran : une tâche écrit à leur place."""

    def __init__(self):
        self.lignes = asyncio.Queue(100)

    async def noter(self, texte):
        await self.lignes.put(f"[{datetime.now():%H:%M:%S}] {texte}")

    async def ecrire(self):
        while True:
            try:
                print(self.lignes.get_nowait(), flush=True)
            except asyncio.QueueEmpty:
                return


async def converser(lecture, ecriture, journal):
    qui = ecriture.get_extra_info("peername")
    while (ligne := await lecture.readline()).endswith(b"\n"):
        await journal.noter(f"{qui} a dit {len(ligne)} octets")
        ecriture.write(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
        await ecriture.drain()


async def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    journal = Journal()

    async def accueillir(lecture, ecriture):
        try:
            await converser(lecture, ecriture, journal)
        except OSError as erreur:
            print("client perdu :", erreur, file=sys.stderr)
        finally:
            ecriture.close()

    scribe = asyncio.create_task(journal.ecrire())
    serveur = await asyncio.start_server(accueillir, hote, int(port), limit=1 << 20)
    await asyncio.gather(scribe, serveur.serve_forever())


asyncio.run(main())
