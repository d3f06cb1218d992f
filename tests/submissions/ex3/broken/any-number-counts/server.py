#!/usr/bin/env python3
"""Count the primes in [A, B) with the help of workers, in a single thread.

usage: server.py [HOST:PORT] [A] [B]
"""
import collections
import selectors
import socket
import sys
import time

TASK_SIZE = 1000
PATIENCE = 2.0


class Worker:
    def __init__(self, sock):
        self.sock = sock
        self.received = b""
        self.to_send = b""
        self.ready = False
        self.task = None
        self.since = 0.0


class Server:
    def __init__(self, address, a, b):
        host, port = address.rsplit(":", 1)
        self.selector = selectors.DefaultSelector()
        self.listener = socket.create_server((host, int(port)), backlog=100)
        self.listener.setblocking(False)
        self.selector.register(self.listener, selectors.EVENT_READ, None)
        self.tasks = [(n, min(b, n + TASK_SIZE)) for n in range(a, b, TASK_SIZE)]
        self.waiting = collections.deque(range(len(self.tasks)))
        self.counts = {}

    def workers(self):
        return [key.data for key in self.selector.get_map().values() if key.data]

    def finished(self):
        return len(self.counts) == len(self.tasks)

    # -- what happens on the network

    def turn(self, timeout):
        for key, events in self.selector.select(timeout):
            worker = key.data
            if worker is None:
                self.accept()
                continue
            try:
                if events & selectors.EVENT_WRITE:
                    self.flush(worker)
                if events & selectors.EVENT_READ:
                    self.read(worker)
            except OSError as error:
                print("lost:", error, file=sys.stderr)
                self.forget(worker)

    def accept(self):
        try:
            sock, _ = self.listener.accept()
        except OSError:
            return
        sock.setblocking(False)
        self.selector.register(sock, selectors.EVENT_READ, Worker(sock))

    def read(self, worker):
        data = worker.sock.recv(65536)
        if not data:
            raise ConnectionError("end of stream")
        worker.received += data
        while b"\n" in worker.received:
            line, worker.received = worker.received.split(b"\n", 1)
            self.handle(worker, line.decode("utf-8", "replace").split())

    def say(self, worker, line):
        worker.to_send += line.encode() + b"\n"
        self.selector.modify(worker.sock, selectors.EVENT_READ | selectors.EVENT_WRITE, worker)

    def flush(self, worker):
        sent = worker.sock.send(worker.to_send)
        worker.to_send = worker.to_send[sent:]
        if not worker.to_send:
            self.selector.modify(worker.sock, selectors.EVENT_READ, worker)

    def forget(self, worker):
        self.selector.unregister(worker.sock)
        worker.sock.close()
        if worker.task is not None:
            self.waiting.appendleft(worker.task)

    # -- the work

    def handle(self, worker, words):
        if words == ["READY"]:
            worker.ready = True
        elif words and words[0] == "RESULT":
            try:
                task, count = map(int, words[1:])
            except ValueError:
                return
            if task == worker.task:
                worker.task = None
                self.counts.setdefault(task, count)

    def dispatch(self):
        now = time.monotonic()
        for worker in self.workers():
            if worker.task is not None and now - worker.since > PATIENCE:
                self.waiting.append(worker.task)
                worker.since = now
        for worker in self.workers():
            if worker.ready and worker.task is None:
                while self.waiting and self.waiting[0] in self.counts:
                    self.waiting.popleft()
                if not self.waiting:
                    return
                worker.task = self.waiting.popleft()
                worker.since = now
                self.say(worker, "TASK %d %d %d" % (worker.task, *self.tasks[worker.task]))

    def run(self):
        while not self.finished():
            self.dispatch()
            self.turn(0.25)
        print("TOTAL", sum(self.counts.values()), flush=True)

        # Tell everyone, those included who arrive at the last moment.
        end = time.monotonic() + (0.2 if self.tasks else 0)
        while time.monotonic() < end:
            for worker in self.workers():
                if worker.ready:
                    worker.ready = False
                    self.say(worker, "DONE")
            self.turn(0.02)


def main():
    defaults = ["127.0.0.1:8000", "0", "10000"]
    given = sys.argv[1:4]
    address, a, b = given + defaults[len(given):]
    Server(address, int(a), int(b)).run()


if __name__ == "__main__":
    main()
