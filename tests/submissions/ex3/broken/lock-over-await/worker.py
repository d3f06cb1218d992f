import socket
import sys


def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def count_primes(a, b):
    return sum(1 for n in range(a, b) if is_prime(n))


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = address.rsplit(":", 1)
    try:
        sock = socket.create_connection((host, int(port)))
        reader = sock.makefile("r", encoding="utf-8", newline="\n")
        sock.sendall(b"READY\n")
        while True:
            line = reader.readline()
            if not line.endswith("\n"):
                print("The server is gone", file=sys.stderr)
                sys.exit(1)
            words = line.split()
            if words[0] == "DONE":
                sys.exit(0)
            elif words[0] == "TASK":
                task_id, a, b = words[1], int(words[2]), int(words[3])
                sock.sendall(f"RESULT {task_id} {count_primes(a, b)}\n".encode())
    except OSError as e:
        print(f"Error: {e}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
