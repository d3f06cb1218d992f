import argparse
import socket
import sys


def main():
    parser = argparse.ArgumentParser(description="Echo client")
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    args = parser.parse_args()
    with socket.create_connection((args.host, args.port)) as sock:
        answers = sock.makefile("r", encoding="utf-8")
        for line in sys.stdin:
            sock.sendall(line.rstrip("\n").encode() + b"\n")
            answer = answers.readline()
            if not answer:
                raise ConnectionError("the server closed the connection")
            print(answer, end="")


if __name__ == "__main__":
    main()
