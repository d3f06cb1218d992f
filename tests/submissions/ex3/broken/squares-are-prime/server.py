"""Calcul distribué avec asyncio : server.py [HÔTE:PORT] [A] [B]"""
import asyncio
import sys

TAILLE = 500
PATIENCE = 2


class Calcul:
    def __init__(self, a, b):
        debuts = range(a, b, TAILLE)
        self.taches = {i: (d, min(b, d + TAILLE)) for i, d in enumerate(debuts)}
        self.libres = list(reversed(self.taches))
        self.resultats = {}
        self.change = asyncio.Condition()
        self.conversations = set()
        self.venu = asyncio.Event()     # quelqu'un est venu
        self.fini = asyncio.Event()
        self.verifier()

    def verifier(self):
        if len(self.resultats) == len(self.taches):
            self.fini.set()

    async def liberer(self, tache):
        async with self.change:
            if tache not in self.resultats:
                self.libres.append(tache)
            self.change.notify_all()

    async def enregistrer(self, tache, nombre):
        async with self.change:
            self.resultats.setdefault(tache, nombre)
            self.verifier()
            self.change.notify_all()

    async def prendre(self):
        """Une tâche libre, ou None quand tout est fini."""
        async with self.change:
            await self.change.wait_for(lambda: self.libres or self.fini.is_set())
            while self.libres:
                tache = self.libres.pop()
                if tache not in self.resultats:
                    return tache
        return None if self.fini.is_set() else await self.prendre()

    async def accueillir(self, lecteur, ecrivain):
        self.conversations.add(asyncio.current_task())
        try:
            while (await lecteur.readuntil(b"\n")).strip() != b"READY":
                pass
            self.venu.set()
            while (tache := await self.prendre()) is not None:
                if not await self.confier(tache, lecteur, ecrivain):
                    break
            ecrivain.write(b"DONE\n")
            await ecrivain.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError) as erreur:
            print("travailleur perdu :", erreur, file=sys.stderr)
        finally:
            self.conversations.discard(asyncio.current_task())
            ecrivain.close()

    async def confier(self, tache, lecteur, ecrivain):
        """Confie la tâche et attend la réponse ; faux si tout est fini entre-temps."""
        debut, fin = self.taches[tache]
        reponse = asyncio.create_task(self.reponse(tache, lecteur))
        termine = asyncio.create_task(self.fini.wait())
        try:
            ecrivain.write(b"TASK %d %d %d\n" % (tache, debut, fin))
            await ecrivain.drain()
            while True:
                faits, _ = await asyncio.wait(
                    {reponse, termine}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
                if reponse in faits:
                    await self.enregistrer(tache, reponse.result())
                    return True
                if termine in faits:
                    return False
                await self.liberer(tache)       # trop lent : un autre peut essayer aussi
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            await self.liberer(tache)
            raise
        finally:
            reponse.cancel()
            termine.cancel()

    async def reponse(self, tache, lecteur):
        debut, fin = self.taches[tache]
        while True:
            ligne = await lecteur.readuntil(b"\n")
            match ligne.split():
                case [b"RESULT", numero, nombre] if numero.isdigit() and nombre.isdigit():
                    if int(numero) == tache and int(nombre) <= fin - debut:
                        return int(nombre)
            print("refusé :", ligne, file=sys.stderr)


async def main():
    adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
    hote, port = adresse.rsplit(":", 1)

    calcul = Calcul(a, b)
    serveur = await asyncio.start_server(calcul.accueillir, hote, int(port))
    await calcul.venu.wait()
    await calcul.fini.wait()
    print("TOTAL", sum(calcul.resultats.values()), flush=True)
    # Le temps de dire DONE à tous ; ceux qui n'ont jamais parlé ne sont pas attendus.
    await asyncio.sleep(0.2)
    serveur.close()
    for conversation in list(calcul.conversations):
        conversation.cancel()


asyncio.run(main())
