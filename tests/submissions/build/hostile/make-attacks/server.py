import os, socket, sys
assert not os.path.lexists("stolen") and not os.path.lexists("pipe")
host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
listener = socket.create_server((host, int(port)))
while True:
    stream, _ = listener.accept()
    while data := stream.recv(1024):
        stream.sendall(data)
