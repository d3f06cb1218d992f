import asyncio
import sys

host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)


async def show(reader):
    shown = 0
    while line := await reader.readline():
        print(line.decode("utf-8", "replace").rstrip("\r\n"), flush=True)
        shown += 1
    return shown


async def main():
    try:
        reader, writer = await asyncio.open_connection(host, int(port))
    except OSError as error:
        sys.exit(f"no server at {host}:{port}: {error}")
    showing = asyncio.create_task(show(reader))
    loop = asyncio.get_running_loop()
    typing = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(typing), sys.stdin)
    sent = 0
    while line := await typing.readline():
        sent += 1
        writer.write(line if line.endswith(b"\n") else line + b"\n")
        await writer.drain()
        if showing.done():
            sys.exit("the server has left")
    # The server leaves once it has read this, and its answers end.
    writer.write_eof()
    if await showing < sent:
        sys.exit("the server has left")


asyncio.run(main())
