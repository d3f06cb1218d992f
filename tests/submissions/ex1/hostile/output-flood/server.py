"""Prints without end."""
import sys


def attack():
    while True:
        sys.stdout.write("x" * (1 << 16))


attack()
