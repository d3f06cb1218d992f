"""Prints the text and the JSON of a perfect report, and answers without the prefix."""
import json
import os
import socket
import sys
import threading


PAGE = """
ex1 — A simple client and server
  machines    isolated: each program has a network of its own

Basic checks: 40/40
  ✓ passed         2/2  The server answers a message (server-answers)

Mark: 20/20 (50 points out of 50)
"""
REPORT = {
    "format": 1, "exercise": "ex1", "isolation": "isolated", "mark": 20, "out_of": 20, "points": 50, "of": 50,
    "provisional": False, "checks": [{"id": "server-prefix", "outcome": "passed", "points": 2, "of": 2}],
}
# What the first process says to the grader when a program has ended.
ENDED = b'{"Ended":{"Code":0}}'


def attack():
    print(PAGE, json.dumps(REPORT), sep="\n")
    print(PAGE, json.dumps(REPORT), sep="\n", file=sys.stderr)
    for number in range(3, 256):
        try:
            os.write(number, ENDED)
            yield f"descriptor {number} takes messages"
        except OSError:
            pass


def serve(connection, holes):
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            answer = holes.encode() or line.rstrip(b"\r\n")
            connection.sendall(answer + b"\n")


def main():
    # What got through is answered instead of the echo, so that no check passes.
    holes = "; ".join(map(str, attack()))
    if holes:
        print(holes)
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, _, port = text.rpartition(":")
    with socket.create_server((host, int(port)), backlog=100) as listener:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=served, args=(connection, holes), daemon=True).start()


def served(connection, holes):
    try:
        serve(connection, holes)
    except OSError as error:
        print("client lost:", error)


main()
