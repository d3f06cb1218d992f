import socket
import sys


def parse(address):
    host, _, port = address.rpartition(":")
    return host, int(port)


def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    d = 3
    while d * d <= n:
        if n % d == 0:
            return False
        d += 2
    return True


def work(address):
    with socket.create_connection(parse(address)) as sock:
        reader = sock.makefile("rb")
        sock.sendall(b"READY\n")
        while True:
            line = reader.readline()
            if not line.endswith(b"\n"):
                raise OSError("the server left before DONE")
            words = line.decode().split()
            if words == ["DONE"]:
                return
            if len(words) == 4 and words[0] == "TASK":
                task, a, b = (int(word) for word in words[1:])
                count = sum(1 for n in range(a, b) if is_prime(n))
                sock.sendall(f"RESULT {task} {count}\n".encode())
            else:
                print(f"worker: not understood: {line!r}", file=sys.stderr)


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    try:
        work(address)
    except (OSError, ValueError) as error:
        print(f"worker: {address}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
