import socket
import sys
import threading


def gerer(conn, adresse):
    print("+", adresse)
    try:
        while True:
            donnees = conn.recv(1024)
            if not donnees:
                break
            conn.sendall(donnees)
    except OSError as e:
        print("!", adresse, e)
    finally:
        conn.close()
        print("-", adresse)


if len(sys.argv) != 3:
    print("Usage : python serveur.py <hote> <port>")
    sys.exit(1)

serveur = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
serveur.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
serveur.bind((sys.argv[1], int(sys.argv[2])))
serveur.listen(10)
while True:
    conn, adresse = serveur.accept()
    threading.Thread(target=gerer, args=(conn, adresse), daemon=True).start()
