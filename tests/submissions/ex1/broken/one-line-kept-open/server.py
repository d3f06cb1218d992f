import socket
import sys


def address():
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = text.rsplit(":", 1)
    return host, int(port)


with socket.create_server(address(), backlog=50) as listener:
    while True:
        sock, _ = listener.accept()
        try:
            # It keeps the connection open until the next client comes.
            reader = sock.makefile("rb")
            line = reader.readline()
            if line.endswith(b"\n"):
                sock.sendall(b"Echo: " + line.rstrip(b"\r\n") + b"\n")
        except OSError:
            pass
        finally:
            sock.close()
