"""server.py [HOST:PORT] [A] [B]: has the primes from A to B counted by its workers."""
import queue
import socket
import sys
import threading

SIZE = 1000
events = queue.Queue()


def listen_to(worker):
    """Tells all that a worker says, and its end."""
    try:
        with worker.makefile("rb") as lines:
            while (line := lines.readline()).endswith(b"\n"):
                events.put((worker, line.split()))
        events.put((worker, None))
    except OSError as error:
        print("A worker is lost:", error, file=sys.stderr)


def accept(server):
    while True:
        worker, _ = server.accept()
        threading.Thread(target=listen_to, args=(worker,), daemon=True).start()


def say(worker, line):
    try:
        worker.sendall(line)
    except OSError as error:
        print("A worker is lost:", error, file=sys.stderr)


def count(todo):
    """The sum of the answers to all tasks; those who are ready are told at the end."""
    in_hand = {}
    missing, total = len(todo), 0
    while missing:
        worker, words = events.get()
        match words:
            case None:
                if task := in_hand.pop(worker, None):
                    todo.append(task)
            case [b"READY"]:
                in_hand.setdefault(worker, None)
            case [b"RESULT", number, n] if (task := in_hand.get(worker)) and number == b"%d" % task[0]:
                if n.isdigit() and int(n) <= task[2] - task[1]:
                    in_hand[worker] = None
                    missing -= 1
                    total += int(n)
        for worker in [worker for worker, task in in_hand.items() if task is None][: len(todo)]:
            in_hand[worker] = todo.pop()
            say(worker, b"TASK %d %d %d\n" % in_hand[worker])
    for worker in in_hand:
        say(worker, b"DONE\n")
    return total


host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
first, end = (int(word) for word in sys.argv[2:4]) if len(sys.argv) > 3 else (0, 10000)
server = socket.create_server((host, int(port)), backlog=100)
threading.Thread(target=accept, args=(server,), daemon=True).start()
print("TOTAL", count([(a, a, min(a + SIZE, end)) for a in range(first, end, SIZE)]))
