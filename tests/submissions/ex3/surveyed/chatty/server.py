import socket
import sys
import threading
import time

TASK_SIZE = 250
TIMEOUT = 2


def log(*words):
    print(time.strftime("[%H:%M:%S]"), *words, flush=True)


class Task:
    def __init__(self, number, a, b):
        self.number, self.a, self.b = number, a, b
        self.given_at = None
        self.primes = None

    def is_open(self):
        if self.primes is not None:
            return False
        return self.given_at is None or time.monotonic() - self.given_at > TIMEOUT


class Pool:
    def __init__(self, a, b):
        starts = range(a, b, TASK_SIZE)
        self.tasks = [Task(i, s, min(s + TASK_SIZE, b)) for i, s in enumerate(starts)]
        self.unfinished = len(self.tasks)
        self.cond = threading.Condition()
        self.ready = {}

    def get(self):
        """A task to do, or None when all of them are done."""
        with self.cond:
            while self.unfinished:
                for task in self.tasks:
                    if task.is_open():
                        task.given_at = time.monotonic()
                        return task
                self.cond.wait(0.5)
        return None

    def finish(self, task, primes):
        with self.cond:
            if task.primes is None:
                task.primes = primes
                self.unfinished -= 1
                log("⏳", self.unfinished, "tasks left")
            self.cond.notify_all()

    def release(self, task):
        with self.cond:
            task.given_at = None
            self.cond.notify_all()

    def total(self):
        return sum(task.primes for task in self.tasks)


def read_line(lines):
    line = lines.readline()
    if not line.endswith(b"\n"):
        raise ConnectionError("disconnected")
    return line.decode(errors="replace").strip()


def read_result(lines, task):
    while True:
        line = read_line(lines)
        log("📨", line)
        words = line.split()
        if len(words) == 3 and words[:2] == ["RESULT", str(task.number)] and words[2].isdecimal():
            if int(words[2]) <= task.b - task.a:
                return int(words[2])
        log("🚫 bad answer")


def handle(connection, address, pool):
    log("🔌 connection from", address)
    task = None
    try:
        lines = connection.makefile("rb")
        while read_line(lines) != "READY":
            pass
        with pool.cond:
            pool.ready[address] = connection
        log("✅", address, "is ready")
        while task := pool.get():
            log("📤 task", task.number, "for", address)
            connection.sendall(f"TASK {task.number} {task.a} {task.b}\n".encode())
            pool.finish(task, read_result(lines, task))
        goodbye(address, pool)
    except OSError as error:
        log("💥", address, error)
        with pool.cond:
            pool.ready.pop(address, None)
        if task:
            pool.release(task)


def goodbye(address, pool):
    with pool.cond:
        connection = pool.ready.pop(address, None)
    if connection:
        log("👋", address)
        try:
            connection.sendall(b"DONE\n")
        except OSError:
            pass


def accept(listener, pool):
    while True:
        connection, address = listener.accept()
        threading.Thread(target=handle, args=(connection, address, pool), daemon=True).start()


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    log("🚀 primes from", a, "to", b)
    pool = Pool(a, b)
    listener = socket.create_server((host, int(port)), backlog=64)
    log("👂 listening on", host, port)
    threading.Thread(target=accept, args=(listener, pool), daemon=True).start()

    with pool.cond:
        pool.cond.wait_for(lambda: pool.unfinished == 0)
    for address in list(pool.ready):
        goodbye(address, pool)
    log(f"🎉 TOTAL {pool.total()} primes between {a} and {b} 🎉")
    time.sleep(0.2)


if __name__ == "__main__":
    main()
