import asyncio
import sys


async def serve(reader, writer):
    try:
        while line := await reader.readline():
            writer.write(b"Echo: " + line.rstrip(b"\r\n") + b"\n")
            await writer.drain()
    except (OSError, ValueError) as error:
        # ValueError: a line longer than the limit
        print("client lost:", error)
    finally:
        writer.close()


async def main():
    host, _, port = (sys.argv[1:] or ["127.0.0.1:8000"])[0].rpartition(":")
    server = await asyncio.start_server(serve, host, int(port), limit=1 << 20)
    print("listening on", *(s.getsockname() for s in server.sockets))
    async with server:
        await server.serve_forever()


asyncio.run(main())
