import asyncio
import socket
import sys


async def gerer_client(conn, adresse):
    print(f"[{adresse}] connexion")
    lecteur, redacteur = await asyncio.open_connection(sock=conn)
    try:
        async for ligne in lecteur:
            redacteur.write(b"Echo: " + ligne.rstrip(b"\r\n") + b"\n")
            await redacteur.drain()
    except (OSError, ValueError) as erreur:
        print(f"[{adresse}] {erreur}")
    finally:
        redacteur.close()
        print(f"[{adresse}] fin")


async def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    hote, port = adresse.split(":")
    serveur = socket.create_server((hote, int(port)), backlog=100)
    serveur.setblocking(False)
    boucle = asyncio.get_running_loop()
    while True:
        conn, adresse = await boucle.sock_accept(serveur)
        await gerer_client(conn, adresse)


asyncio.run(main())
