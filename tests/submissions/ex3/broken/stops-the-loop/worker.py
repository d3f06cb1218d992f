import asyncio
import math
import sys


def premiers(a, b):
    return sum(1 for n in range(max(a, 2), b) if all(n % d for d in range(2, math.isqrt(n) + 1)))


async def main(adresse="127.0.0.1:8000"):
    hote, port = adresse.rsplit(":", 1)
    lecteur, ecrivain = await asyncio.open_connection(hote, int(port))
    ecrivain.write(b"READY\n")
    while ligne := await lecteur.readline():
        match ligne.decode().split():
            case ["DONE"]:
                ecrivain.close()
                return
            case ["TASK", numero, a, b]:
                ecrivain.write(f"RESULT {numero} {premiers(int(a), int(b))}\n".encode())
                await ecrivain.drain()
    raise ConnectionError("le serveur est parti")


try:
    asyncio.run(main(*sys.argv[1:2]))
except OSError as erreur:
    sys.exit(f"erreur : {erreur}")
