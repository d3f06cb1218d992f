import socket
import sys


def count_primes(a, b):
    count = 0
    for n in range(max(a, 2), b):
        d = 2
        while d * d <= n and n % d:
            d += 1
        count += d * d > n
    return count


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    try:
        connection = socket.create_connection((host, int(port)))
        print("🔌 connected to", host, port)
        connection.sendall(b"READY\n")
        for line in connection.makefile("rb"):
            line = line.decode().strip()
            print("📨", line)
            words = line.split()
            if words[0] == "DONE":
                print("👋 bye")
                return 0
            count = count_primes(int(words[2]), int(words[3]))
            print("🧮", count, "primes")
            connection.sendall(f"RESULT {words[1]} {count}\n".encode())
        print("💥 the server is gone")
    except (OSError, IndexError) as error:
        print("💥", error)
    return 1


sys.exit(main())
