import asyncio
import sys


async def repondre(lecture, ecriture):
    while ligne := await lecture.readline():
        ecriture.write(b"Echo: " + ligne)
        await ecriture.drain()


async def servir(lecture, ecriture):
    print("Client", ecriture.get_extra_info("peername"))
    repondre(lecture, ecriture)


async def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    serveur = await asyncio.start_server(servir, hote, int(port))
    async with serveur:
        await serveur.serve_forever()


asyncio.run(main())
