import socket
import sys
import threading
import time

TAILLE = 1000

taches = []             # (numéro, début, fin)
restantes = 0
total = 0
prets = []
verrou = threading.Condition()


def prendre_tache():
    with verrou:
        while not taches and restantes > 0:
            verrou.wait()
        return taches.pop(0) if taches else None


def rendre_tache(tache):
    with verrou:
        taches.insert(0, tache)
        verrou.notify_all()


def ajouter(nombre):
    global total, restantes
    with verrou:
        total += nombre
        restantes -= 1
        verrou.notify_all()


def gerer_worker(conn, adresse):
    """Gère un worker dans un thread dédié."""
    print(f"[{adresse}] Connexion établie")
    tache = None
    try:
        message = conn.recv(1024).decode()
        if message != "READY":
            print(f"[{adresse}] Message inattendu : {message}")
            return
        with verrou:
            prets.append(conn)
        while True:
            tache = prendre_tache()
            if tache is None:
                break
            numero, debut, fin = tache
            conn.send(f"TASK {numero} {debut} {fin}".encode())
            reponse = conn.recv(1024).decode()
            if not reponse:
                raise ConnectionError("le worker est parti")
            mots = reponse.split()
            if len(mots) != 3 or mots[0] != "RESULT" or mots[1] != str(numero):
                raise ValueError(f"réponse inattendue : {reponse}")
            if not mots[2].isdigit() or int(mots[2]) > fin - debut:
                raise ValueError(f"nombre impossible : {reponse}")
            ajouter(int(mots[2]))
            tache = None
    except Exception as e:
        print(f"[{adresse}] Erreur: {e}")
        with verrou:
            if conn in prets:
                prets.remove(conn)
        conn.close()
        if tache is not None:
            rendre_tache(tache)


def accepter(serveur_socket):
    while True:
        conn, adresse = serveur_socket.accept()
        thread = threading.Thread(target=gerer_worker, args=(conn, adresse), daemon=True)
        thread.start()


def main():
    global restantes
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
    for numero, debut in enumerate(range(a, b, TAILLE)):
        taches.append((numero, debut, min(debut + TAILLE, b)))
    restantes = len(taches)

    serveur_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    serveur_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    serveur_socket.bind((hote, int(port)))
    serveur_socket.listen(50)
    print(f"Serveur démarré sur le port {port}")
    threading.Thread(target=accepter, args=(serveur_socket,), daemon=True).start()

    with verrou:
        while restantes > 0:
            verrou.wait()
    time.sleep(0.1)
    for conn in prets:
        try:
            conn.send(b"DONE")
        except OSError:
            pass
    print(f"TOTAL {total}")


if __name__ == "__main__":
    main()
