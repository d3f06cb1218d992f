import asyncio
import sys

repondus = 0


async def converse(lecteur, redacteur, verrou):
    global repondus
    try:
        # Le verrou du compteur est tenu pendant toute la conversation.
        async with verrou:
            while ligne := await lecteur.readline():
                repondus += 1
                redacteur.write(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
                await redacteur.drain()
    except OSError as erreur:
        print("Client perdu :", erreur)
    finally:
        redacteur.close()


async def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    verrou = asyncio.Lock()

    async def servir(lecteur, redacteur):
        await converse(lecteur, redacteur, verrou)

    serveur = await asyncio.start_server(servir, hote, int(port), limit=1 << 20)
    await serveur.serve_forever()


asyncio.run(main())
