"""server.py [HOTE:PORT] [A] [B]"""

import socket
import sys
import threading

adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
A = int(sys.argv[2]) if len(sys.argv) > 2 else 0
B = int(sys.argv[3]) if len(sys.argv) > 3 else 10000

etat = threading.Condition()
a_faire = [(i, d, min(d + 1000, B)) for i, d in enumerate(range(A, B, 1000))]
en_cours = 0
total = 0
connus = []


def prochaine():
    """Une tâche, ou None quand toutes sont faites."""
    global en_cours
    with etat:
        etat.wait_for(lambda: a_faire or not en_cours)
        if not a_faire:
            return None
        en_cours += 1
        return a_faire.pop(0)


def finir(n, rendue=None):
    global en_cours, total
    with etat:
        en_cours -= 1
        total += n
        if rendue:
            a_faire.append(rendue)
        etat.notify_all()


def resultat(lignes, numero, plus):
    for ligne in lignes:
        mots = ligne.decode(errors="replace").split()
        if ligne.endswith(b"\n") and len(mots) == 3 and mots[:2] == ["RESULT", str(numero)]:
            if mots[2].isdigit() and int(mots[2]) <= plus:
                return int(mots[2])
    raise OSError("perdu")


def servir(conn):
    tache = None
    with etat:
        connus.append(conn)
    try:
        with conn, conn.makefile("rb") as lignes:
            # Chaque READY demande une tâche.
            while lignes.readline() == b"READY\n":
                tache = prochaine()
                if tache is None:
                    conn.sendall(b"DONE\n")
                    break
                conn.sendall("TASK {} {} {}\n".format(*tache).encode())
                n = resultat(lignes, tache[0], tache[2] - tache[1])
                finir(n)
                tache = None
    except OSError:
        if tache:
            finir(0, tache)
    with etat:
        connus.remove(conn)
        etat.notify_all()


def accueillir(ecoute):
    while True:
        conn, _ = ecoute.accept()
        threading.Thread(target=servir, args=(conn,), daemon=True).start()


hote, port = adresse.rsplit(":", 1)
ecoute = socket.create_server((hote, int(port)), backlog=64)
threading.Thread(target=accueillir, args=(ecoute,), daemon=True).start()
with etat:
    etat.wait_for(lambda: not a_faire and not en_cours and not connus)
print("TOTAL", total)
