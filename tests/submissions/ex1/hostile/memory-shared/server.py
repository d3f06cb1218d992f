"""Takes memory that its children share."""
import mmap
import os
import time


def attack():
    taken = []
    for _ in range(20):
        shared = mmap.mmap(-1, 32 << 20)
        if os.fork() == 0:
            shared.write(bytes(32 << 20))
            os._exit(0)
        os.wait()
        shared.write(bytes(32 << 20))
        taken.append(shared)
    while taken:
        time.sleep(1000)


attack()
