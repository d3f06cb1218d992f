"""Takes memory in many processes, each within what one may have."""
import os
import time


def attack():
    for _ in range(20):
        if os.fork() == 0:
            taken = bytearray(b"x") * (32 << 20)
            while taken:
                time.sleep(1000)
    while True:
        time.sleep(1000)


attack()
