"""The checks of exercise 2, as `exercises/ex2/exercise.toml` has them, each a function that raises where it fails.

Some see less from here. `together_five` looks at what the clients print, not at what the server has told them. Where the exercise waits
until a piece of a line has been read or until nothing moves any more, some time is given instead.
"""

import re
import subprocess
import time

from conversation import CHECK, STEP, Scene, all_are_answered, nearly, word


def server_answers():
    with Scene() as scene:
        scene.start()
        x = f"{word()} {word()}"
        talker = scene.connect()
        talker.send(x)
        talker.expect(x)


def server_prefix():
    with Scene() as scene:
        scene.start()
        x = word()
        talker = scene.connect()
        talker.send(x)
        talker.expect(f"Echo: {x}", strictly=True)


def many_messages():
    with Scene() as scene:
        scene.start()
        a, b, c, e = word(), word(), word(), word()
        talker = scene.connect()
        for text in [a, b, f"{c} {a}", "àéîõü çœ 🦀", e] + [a, e] * 10:
            talker.send(text)
            talker.expect(text)


def silent_client():
    with Scene() as scene:
        scene.start()
        scene.connect()
        scene.settle()
        talker, x = scene.connect(), word()
        talker.send(x)
        talker.expect(x)


def sixteen_silent():
    with Scene() as scene:
        scene.start()
        silent = scene.crowd(16)
        scene.settle()
        talker, y = scene.connect(), word()
        talker.send(y)
        talker.expect(y)
        all_are_answered(silent, [word() for _ in silent])


def fifty_clients():
    with Scene() as scene:
        scene.start()
        crowd = scene.crowd(50)
        x = [word() for _ in crowd]
        all_are_answered(crowd, x)
        all_are_answered(crowd, [f"{word()} {one}" for one in x])


def out_of_order():
    with Scene() as scene:
        scene.start()
        first, second = scene.connect(), scene.connect()
        for client in [second, first]:
            x = word()
            client.send(x)
            client.expect(x)


def client_leaves():
    with Scene() as scene:
        scene.start()
        for _ in range(6):
            scene.leaves(scene.connect())
            odd = scene.connect()
            odd.send(word(), end="")
            scene.leaves(odd)
            scene.talks()


def comes_and_goes():
    with Scene() as scene:
        scene.start()
        odd, x = scene.connect(), word()
        odd.send(x)
        odd.expect(x)
        staying = scene.crowd(3)
        x = [word() for _ in staying]
        all_are_answered(staying, x)
        scene.leaves(odd)
        other, y = scene.connect(), word()
        other.send(y)
        other.expect(y)
        all_are_answered(staying, [f"{y} {one}" for one in x])
        scene.leaves(other)
        scene.talks()
        all_are_answered(staying, [f"{word()} {one}" for one in x])


def client_resets():
    with Scene() as scene:
        scene.start()
        for _ in range(40):
            for end in ["\n", None, ""]:
                odd = scene.connect()
                if end is not None:
                    odd.send(word(), end=end)
                scene.leaves(odd, abruptly=True)
            scene.talks()
        odd, y = scene.connect(), word()
        odd.say_last(f"{y}\n{y}")
        scene.leaves(odd)
        scene.settle()
        scene.talks()


def invalid_utf8():
    with Scene() as scene:
        scene.start()
        for _ in range(3):
            odd = scene.connect()
            odd.send_bytes(bytes.fromhex("68 c3 28 ff fe 80 0a"))
            scene.settle()
            scene.leaves(odd)
            scene.talks()


def client_never_reads():
    with Scene() as scene:
        scene.start()
        deaf = scene.connect(receive_buffer=1 << 16)
        deaf.flood("x" * 900, times=16_000)
        scene.settle()
        talker, x = scene.connect(), word()
        talker.send(x)
        talker.expect(x)


def no_leak():
    with Scene() as scene:
        scene.start()
        for _ in range(20):
            scene.talks()
        scene.rests()
        # The end may come in the middle of a line.
        odd = scene.connect()
        odd.say_last(word(), end="")
        scene.leaves(odd)
        scene.rests()
        for _ in range(80):
            scene.talks()
        before = scene.usage()
        for _ in range(200):
            scene.talks()
        end = scene.within(STEP)
        while any(now > then + 64 for now, then in zip(scene.usage(), before)):
            assert time.monotonic() < end, f"threads and descriptors: {before}, then {scene.usage()}"
            time.sleep(0.05)


def together_five():
    with Scene() as scene:
        scene.start()
        pipe = subprocess.PIPE
        clients = [(scene.launch("client", stdin=pipe, stdout=pipe, stderr=pipe), word()) for _ in range(5)]
        for client, x in clients:
            client.stdin.write(f"{x}\n")
            client.stdin.close()
            client.stdin = None
        end = scene.within(STEP)
        for client, x in clients:
            try:
                printed, _ = client.communicate(timeout=max(0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                raise AssertionError("a client does not end") from None
            assert re.search(rf"\b{x}\b", printed), f"a client has printed {printed[:80]!r}, not {x!r}"


def robust_split():
    with Scene() as scene:
        scene.start()
        talker, other = scene.connect(), scene.connect()
        x, y, z = word(), word(), word()
        talker.send_in_pieces(f"{x} ", size=6, end="")
        other.send(z)
        other.expect(z)
        talker.send_in_pieces(y, size=1)
        talker.expect(f"{x} {y}")


def robust_coalesced():
    with Scene() as scene:
        scene.start()
        talker, other = scene.connect(), scene.connect()
        x, y, z = word(), word(), word()
        # Whether this server has the prefix; from here on it must have it always, or never.
        talker.send(x)
        line = talker.line(scene.within(STEP), lambda line: nearly(line, x))
        assert line.endswith(x), f"expected {x!r}, got {line!r}"
        prefix = line.removesuffix(x)
        talker.send(f"{y}\n{z}\n{x}")
        other.send(z)
        other.expect(prefix + z, strictly=True)
        for text in [y, z, x]:
            talker.expect(prefix + text, strictly=True)


def robust_long_line():
    with Scene() as scene:
        scene.start()
        talker, other = scene.connect(), scene.connect()
        long, z = (word() * 7000)[: 64 << 10], word()
        talker.send(long)
        other.send(z)
        other.expect(z)
        talker.expect(long)


def robust_half_close():
    with Scene() as scene:
        scene.start()
        talker = scene.connect()
        scene.settle()
        other = scene.connect()
        x, z = word(), word()
        # The line and the end of the stream arrive at once.
        talker.half_close(x)
        scene.settle()
        other.send(z)
        other.expect(z)
        talker.expect(x)
