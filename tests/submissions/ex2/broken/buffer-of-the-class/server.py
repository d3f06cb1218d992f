import socket
import sys
import threading


class ClientThread(threading.Thread):
    """Looks after one client."""

    pending = bytearray()  # what has arrived, and is not a whole line yet

    def __init__(self, conn):
        super().__init__(daemon=True)
        self.conn = conn

    def run(self):
        try:
            while True:
                data = self.conn.recv(4096)
                if not data:
                    break
                self.pending += data
                while (end := self.pending.find(b"\n")) >= 0:
                    message = bytes(self.pending[:end]).removesuffix(b"\r")
                    del self.pending[: end + 1]
                    self.conn.sendall(b"Echo: " + message + b"\n")
        except OSError:
            pass  # this client is gone, the others go on
        finally:
            self.conn.close()


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = address.rsplit(":", 1)
    listener = socket.create_server((host, int(port)), backlog=16)
    print("Listening on", address)
    while True:
        conn, _ = listener.accept()
        ClientThread(conn).start()


main()
