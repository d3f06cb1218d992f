"""An echo server in one thread, on an epoll that tells once of what comes."""
import select
import socket
import sys
import time

REST = 0.05     # between two turns, so that several events are seen to at once


class Client:
    def __init__(self, connection):
        connection.setblocking(False)
        self.connection = connection
        self.received = b""
        self.to_send = b""

    def pump(self):
        """Does all that can be done without waiting; whether the client is still there."""
        try:
            while True:
                while self.to_send:
                    sent = self.connection.send(self.to_send)
                    self.to_send = self.to_send[sent:]
                data = self.connection.recv(4096)
                if not data:
                    return False
                *lines, self.received = (self.received + data).split(b"\n")
                for line in lines:
                    self.to_send += b"Echo: " + line.rstrip(b"\r") + b"\n"
        except BlockingIOError:
            return True


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    listener = socket.create_server((host, int(port)), backlog=128)
    listener.setblocking(False)
    poll = select.epoll()
    poll.register(listener, select.EPOLLIN | select.EPOLLET)
    clients = {}
    while True:
        for descriptor, _ in poll.poll():
            if descriptor == listener.fileno():
                connection, _ = listener.accept()
                clients[connection.fileno()] = Client(connection)
                poll.register(connection, select.EPOLLIN | select.EPOLLOUT | select.EPOLLET)
                continue
            client = clients[descriptor]
            try:
                if client.pump():
                    continue
            except OSError as error:
                print("lost:", error, file=sys.stderr)
            del clients[descriptor]
            client.connection.close()
        time.sleep(REST)


main()
