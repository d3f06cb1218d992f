"""Takes memory without end."""


def attack():
    taken = []
    while True:
        taken.append(bytearray(b"x") * (4 << 20))


attack()
