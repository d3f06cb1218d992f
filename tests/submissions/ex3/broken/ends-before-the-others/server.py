"""server.py [HOST:PORT] [A] [B]: has the primes from A to B counted by its workers."""
import queue
import socket
import sys
import threading

tasks = queue.Queue()
lock = threading.Lock()
finished = threading.Event()
missing = 0
total = 0


def answer(lines, number, a, b):
    """What the worker has counted; None if it is no answer to this task."""
    line = lines.readline()
    words = line.split()
    if not line.endswith(b"\n") or len(words) != 3 or words[:2] != [b"RESULT", b"%d" % number]:
        return None
    return int(words[2]) if words[2].isdigit() and int(words[2]) <= b - a else None


def work_with(connection):
    global missing, total
    with connection, connection.makefile("rb") as lines:
        if lines.readline().strip() != b"READY":
            return
        while not finished.is_set():
            task = tasks.get()
            count = None
            try:
                connection.sendall(b"TASK %d %d %d\n" % task)
                count = answer(lines, *task)
            except OSError as error:
                print("A worker is lost:", error, file=sys.stderr)
            if count is None:
                tasks.put(task)
                return
            with lock:
                missing -= 1
                total += count
                if missing:
                    continue
            try:
                connection.sendall(b"DONE\n")
            except OSError as error:
                print("A worker is lost:", error, file=sys.stderr)
            finished.set()


def accept(server):
    while True:
        connection, _ = server.accept()
        threading.Thread(target=work_with, args=(connection,), daemon=True).start()


host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
first, end = (int(word) for word in sys.argv[2:4]) if len(sys.argv) > 3 else (0, 10000)
for number, a in enumerate(range(first, end, 1000)):
    tasks.put((number, a, min(a + 1000, end)))
missing = tasks.qsize()
server = socket.create_server((host, int(port)), backlog=100)
threading.Thread(target=accept, args=(server,), daemon=True).start()
if missing:
    finished.wait()
print("TOTAL", total)
