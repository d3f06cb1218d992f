"""server.py [HOST:PORT] [A] [B]"""
import queue
import socket
import sys
import threading

adresse = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
A = int(sys.argv[2]) if len(sys.argv) > 2 else 0
B = int(sys.argv[3]) if len(sys.argv) > 3 else 10000

taches = queue.Queue()
for numero, debut in enumerate(range(A, B, 1000)):
    taches.put((numero, debut, min(debut + 1000, B)))

total = 0
prets = []
verrou = threading.Lock()


def lire(f):
    ligne = f.readline()
    if not ligne.endswith(b"\n"):
        raise ConnectionError("le travailleur est parti")
    return ligne.decode(errors="replace").split()


def attendre_resultat(f, tache):
    numero, debut, fin = tache
    while True:
        mots = lire(f)
        if len(mots) == 3 and mots[0] == "RESULT" and mots[1] == str(numero) and mots[2].isdigit():
            if int(mots[2]) <= fin - debut:
                return int(mots[2])
        print("refusé :", mots, file=sys.stderr)


def gerer(conn):
    global total
    f = conn.makefile("rb")
    tache = None
    try:
        if lire(f) != ["READY"]:
            return
        with verrou:
            prets.append(conn)
        while True:
            tache = taches.get()
            conn.sendall("TASK {} {} {}\n".format(*tache).encode())
            n = attendre_resultat(f, tache)
            with verrou:
                total += n
            tache = None
            taches.task_done()
    except OSError as e:
        print("perdu :", e, file=sys.stderr)
        if tache is not None:
            taches.put(tache)  # un autre la fera
    finally:
        with verrou:
            if conn in prets:
                prets.remove(conn)
        f.close()
        conn.close()


def accepter(s):
    while True:
        conn, _ = s.accept()
        threading.Thread(target=gerer, args=(conn,), daemon=True).start()


hote, port = adresse.rsplit(":", 1)
s = socket.create_server((hote, int(port)), backlog=64)
threading.Thread(target=accepter, args=(s,), daemon=True).start()

taches.join()  # toutes les tâches sont faites
with verrou:
    for conn in prets:
        try:
            conn.sendall(b"DONE\n")
        except OSError as e:
            print("perdu :", e, file=sys.stderr)
print("TOTAL", total)
