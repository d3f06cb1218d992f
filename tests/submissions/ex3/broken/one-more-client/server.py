import os
import socket
import sys
import threading
import time

lock = threading.Condition()
todo = []            # tasks to give
given_at = {}        # id -> moment
results = {}         # id -> number
tasks = {}
ready = 0            # workers that are to be told DONE


def next_task():
    """The next task, or None when all is counted."""
    with lock:
        while True:
            if len(results) == len(tasks):
                return None
            if todo:
                task_id = todo.pop(0)
                given_at[task_id] = time.monotonic()
                return task_id
            for task_id, at in given_at.items():
                if time.monotonic() - at >= 2:
                    given_at[task_id] = time.monotonic()
                    return task_id
            lock.wait(0.5)


def give_back(task_id):
    with lock:
        if task_id not in results and task_id not in todo:
            given_at.pop(task_id, None)
            todo.append(task_id)
        lock.notify_all()


def record(task_id, n):
    with lock:
        if task_id not in results:
            results[task_id] = n
            given_at.pop(task_id, None)
            if task_id in todo:
                todo.remove(task_id)
        lock.notify_all()


def read_line(reader):
    line = reader.readline()
    if not line.endswith(b"\n"):
        raise OSError("the worker has left")
    return line.decode("utf-8", "replace").rstrip("\r\n")


def ask(conn, reader, task_id):
    a, b = tasks[task_id]
    conn.sendall(f"TASK {task_id} {a} {b}\n".encode())
    while True:
        words = read_line(reader).split(" ")
        if len(words) == 3 and words[0] == "RESULT" and words[1].isdigit() and words[2].isdigit():
            if int(words[1]) == task_id and int(words[2]) <= b - a:
                return int(words[2])
        print("refused:", words, file=sys.stderr)


def handle(conn):
    global ready
    try:
        reader = conn.makefile("rb")
        if read_line(reader) != "READY":
            return
        with lock:
            ready += 1
        try:
            while True:
                task_id = next_task()
                if task_id is None:
                    break
                try:
                    n = ask(conn, reader, task_id)
                except OSError:
                    give_back(task_id)
                    raise
                record(task_id, n)
            conn.sendall(b"DONE\n")
        finally:
            with lock:
                ready -= 1
                lock.notify_all()
    except OSError as e:
        print("worker:", e, file=sys.stderr)
    finally:
        conn.close()


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    for start in range(a, b, 1000):
        task_id = len(tasks)
        tasks[task_id] = (start, min(start + 1000, b))
        todo.append(task_id)
    host, port = address.rsplit(":", 1)
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((host, int(port)))
    server.listen(64)
    while len(results) < len(tasks):
        conn, _ = server.accept()
        threading.Thread(target=handle, args=(conn,)).start()
    with lock:
        end = time.monotonic() + 2
        while ready > 0 and time.monotonic() < end:
            lock.wait(0.1)
    print(f"TOTAL {sum(results.values())}", flush=True)
    os._exit(0)          # the other threads may still be waiting in accept or recv


if __name__ == "__main__":
    main()
