"""Echo server: a thread for each client."""
import socket
import sys
import threading


def serve(client):
    try:
        with client, client.makefile("rb") as lines:
            for line in lines:
                client.sendall(b"Echo: " + line.rstrip(b"\r\n") + b"\n")
    except OSError as error:
        print("A client is lost:", error, file=sys.stderr)


host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
server = socket.create_server((host, int(port)), backlog=100)
while True:
    connection, _ = server.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
