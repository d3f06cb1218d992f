import socket
import sys


def est_premier(n):
    if n < 2:
        return False
    for d in range(2, int(n ** 0.5) + 1):
        if n % d == 0:
            return False
    return True


def travailleur():
    hote, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    client.connect((hote, int(port)))
    print("Connecté au serveur.")
    client.send("READY\n".encode())

    while True:
        message = client.recv(1024).decode()
        if not message:
            print("Le serveur est parti")
            sys.exit(1)
        mots = message.split()
        print(f"Reçu : {mots}")
        if mots[0] == "DONE":
            break
        if mots[0] == "TASK":
            numero, debut, fin = int(mots[1]), int(mots[2]), int(mots[3])
            nombre = 0
            for n in range(debut, fin):
                if est_premier(n):
                    nombre += 1
            client.send(f"RESULT {numero} {nombre}\n".encode())

    client.close()


if __name__ == "__main__":
    travailleur()
