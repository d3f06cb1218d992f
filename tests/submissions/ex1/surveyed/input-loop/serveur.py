import socket
import sys
import threading

HOST = "127.0.0.1"
PORT = 8000

if len(sys.argv) > 1:
    HOST, PORT = sys.argv[1].split(":")
    PORT = int(PORT)


def client_thread(conn, addr):
    print("Nouveau client :", addr)
    while True:
        try:
            data = conn.recv(1024)
        except ConnectionResetError:
            break
        if not data:
            break
        print("Recu de", addr, ":", data)
        conn.sendall(data)
    conn.close()
    print("Client parti :", addr)


s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind((HOST, PORT))
s.listen()
print("Serveur pret")
while True:
    conn, addr = s.accept()
    t = threading.Thread(target=client_thread, args=(conn, addr))
    t.start()
