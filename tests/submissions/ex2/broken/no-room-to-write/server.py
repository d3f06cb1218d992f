import selectors
import socket
import sys

unended = {}


def read(client):
    try:
        data = client.recv(65536)
    except ConnectionError:
        data = b""
    if not data:
        del unended[client]
        loop.unregister(client)
        client.close()
        return
    *lines, unended[client] = (unended[client] + data).split(b"\n")
    for line in lines:
        try:
            client.sendall(b"Echo: " + line.rstrip(b"\r") + b"\n")
        except ConnectionError as error:
            print("A client is lost:", error, flush=True)


def accept(server):
    client, _ = server.accept()
    client.setblocking(False)
    unended[client] = b""
    loop.register(client, selectors.EVENT_READ, read)


host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
loop = selectors.DefaultSelector()
loop.register(socket.create_server((host, int(port)), backlog=100), selectors.EVENT_READ, accept)
while True:
    for key, _ in loop.select():
        key.data(key.fileobj)
