import socket
import sys
import threading


def handle(conn, addr):
    print("new client", addr)
    try:
        while True:
            data = conn.recv(4096)
            if not data:
                break
            # several messages may have come together
            for message in data.splitlines():
                conn.sendall(b"Echo: " + message + b"\n")
    except OSError as e:
        print(addr, e)
    conn.close()
    print("bye", addr)


def main():
    host, port = "127.0.0.1", 8000
    if len(sys.argv) > 1:
        host, port = sys.argv[1].split(":")
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((host, int(port)))
    s.listen(16)
    while True:
        conn, addr = s.accept()
        threading.Thread(target=handle, args=(conn, addr), daemon=True).start()


main()
