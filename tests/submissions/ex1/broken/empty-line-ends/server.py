import socket
import sys
import threading


def gerer_client(conn, adresse):
    fichier = conn.makefile("rwb")
    try:
        while True:
            message = fichier.readline().decode("utf-8", errors="replace").strip()
            if not message:
                # le client est parti
                break
            print(f"[{adresse}] {message[:80]}")
            fichier.write(f"Echo: {message}\n".encode())
            fichier.flush()
    except OSError as e:
        print(f"[{adresse}] {e}")
    finally:
        conn.close()


def main():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    serveur = socket.create_server((hote, int(port)), backlog=20)
    while True:
        conn, adresse = serveur.accept()
        threading.Thread(target=gerer_client, args=(conn, adresse), daemon=True).start()


main()
