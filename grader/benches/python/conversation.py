"""A server that is started, and clients that talk to it: plain sockets with time-outs, as a teacher would write them.

Programs stand in the current folder. Every wait lasts as long as exercise files say, and ends in an AssertionError that says what was
missing. What cannot be seen from here is slept for: that a program has turned to a client, or has read what was sent.
"""

import contextlib
import os
import random
import re
import signal
import socket
import struct
import subprocess
import time
from pathlib import Path

# As in docs/spec.md, for an exercise that says nothing else.
START, STEP, CHECK = 10, 10, 600
# For so long, programs may move before a check goes on.
SETTLE = 0.25
# Until the next look at what nothing tells of.
SOON = 0.01
# Between two pieces of a line, so that they are not read at once.
PIECE = 0.02


def word():
    """A made-up word of ASCII letters."""
    return "".join(random.choice("bcdfghjklmnprstvz") + random.choice("aeiou") for _ in range(5))


def nearly(answer, text):
    """Whether a line is the text, behind `Echo: ` or what differs from it in capitals, spaces and punctuation only."""
    return re.fullmatch(r"(?:\W*(?i:echo)\W*)?" + re.escape(text), answer) is not None


def free_port():
    """A port below those that clients are given: none of them takes it before the server does."""
    while True:
        port = random.randrange(10_000, 30_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Scene:
    """What takes part in a check. All of it is gone when the check is over."""

    def __init__(self):
        self.ends = time.monotonic() + CHECK
        self.port = free_port()
        self.server = None
        self.processes, self.clients = [], []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self.clients:
            client.close()
        for process in self.processes:
            # With all that it has started; some have ended by themselves.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def within(self, seconds):
        """The end of a wait that begins now."""
        return min(time.monotonic() + seconds, self.ends)

    def launch(self, program, **streams):
        process = subprocess.Popen(
            [f"./{program}", f"127.0.0.1:{self.port}"], start_new_session=True, text=True, **streams
        )
        self.processes.append(process)
        return process

    def start(self):
        """Starts the server and waits until it listens, without a connection that it would take for a client's."""
        void = subprocess.DEVNULL
        self.server = self.launch("server", stdin=void, stdout=void, stderr=void)
        listens = re.compile(rf": [0-9A-F]+:{self.port:04X} [0-9A-F]+:0000 0A ")
        end = self.within(START)
        while not listens.search(Path("/proc/net/tcp").read_text()):
            assert self.server.poll() is None, "the server has ended instead of listening"
            assert time.monotonic() < end, "the server does not listen"
            time.sleep(SOON)

    def settle(self):
        time.sleep(SETTLE)

    def connect(self, **how):
        client = Client(self, **how)
        self.clients.append(client)
        return client

    def crowd(self, count):
        return [self.connect() for _ in range(count)]

    def leaves(self, client, abruptly=False):
        self.clients.remove(client)
        client.close(abruptly)

    def talks(self):
        """A client comes, says a word, is answered, and leaves."""
        talker, x = self.connect(), word()
        talker.send(x)
        talker.expect(x)
        self.leaves(talker)

    def usage(self):
        """How many threads and open descriptors the server has."""
        process = Path("/proc", str(self.server.pid))
        return [len(os.listdir(process / part)) for part in ("task", "fd")]

    def burnt(self):
        """The processor time that the server has spent, in ticks."""
        fields = Path("/proc", str(self.server.pid), "stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def rests(self):
        """At rest is what spends less than a twentieth of the processor."""
        end = self.within(STEP)
        while True:
            burnt = self.burnt()
            time.sleep(0.5)
            if self.burnt() - burnt < 3:
                return
            assert time.monotonic() < end, "the server uses the processor at rest"


class Client:
    """A connection to the server. Two clients never say the same."""

    def __init__(self, scene, receive_buffer=None):
        self.scene = scene
        self.socket = socket.socket()
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.buffer = b""
        self.wait_until(scene.within(STEP), "a client cannot connect")
        self.socket.connect(("127.0.0.1", scene.port))

    def wait_until(self, end, otherwise):
        left = end - time.monotonic()
        assert left > 0, otherwise
        self.socket.settimeout(left)

    def send(self, text, end="\n"):
        self.send_bytes(f"{text}{end}".encode())

    def send_bytes(self, data):
        self.wait_until(self.scene.within(STEP), "the check has lasted too long")
        self.socket.sendall(data)

    def send_in_pieces(self, text, size, end="\n"):
        data = f"{text}{end}".encode()
        for at in range(0, len(data), size):
            self.send_bytes(data[at : at + size])
            time.sleep(PIECE)

    def flood(self, line, times):
        """Sends as much as the buffers on the way take, up to so many lines; what becomes of it is another's question."""
        data = f"{line}\n".encode() * times
        self.socket.settimeout(1)
        with contextlib.suppress(OSError):
            self.socket.sendall(data)

    def line(self, end, enough=lambda line: False):
        """The next line, or what there is of it at the end of the stream or of the time, or once it is enough."""
        # The end of a line that was enough without it.
        self.buffer = self.buffer.lstrip(b"\r\n")
        while b"\n" not in self.buffer and not enough(self.buffer.decode(errors="replace")):
            try:
                self.wait_until(end, "time is over")
                more = self.socket.recv(1 << 16)
            except (AssertionError, TimeoutError, ConnectionError):
                more = b""
            if not more:
                break
            # Of what came first, there may be only the end of a line.
            self.buffer = (self.buffer + more).lstrip(b"\r\n")
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.decode(errors="replace").removesuffix("\r")

    def expect(self, text, end=None, strictly=False):
        accepts = (lambda line: line == text) if strictly else (lambda line: nearly(line, text))
        line = self.line(end or self.scene.within(STEP), accepts)
        assert accepts(line), f"expected {text[:80]!r}, got {line[:80]!r}"

    def say_last(self, text, end="\n"):
        """Sends a text in the segment of what comes next: the end of the stream."""
        self.socket.send(f"{text}{end}".encode(), socket.MSG_MORE)

    def half_close(self, text):
        """Sends a line and, in the same segment, the end of the stream."""
        self.say_last(text)
        self.socket.shutdown(socket.SHUT_WR)

    def close(self, abruptly=False):
        if abruptly:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def all_are_answered(clients, texts):
    """All talk at once, and one time is for all answers."""
    for client, text in zip(clients, texts):
        client.send(text)
    end = clients[0].scene.within(STEP)
    for client, text in zip(clients, texts):
        client.expect(text, end)
