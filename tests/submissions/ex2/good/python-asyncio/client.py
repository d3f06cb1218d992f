import asyncio
import sys


async def main():
    host, _, port = (sys.argv[1:] or ["127.0.0.1:8000"])[0].rpartition(":")
    try:
        reader, writer = await asyncio.open_connection(host, int(port), limit=1 << 20)
    except OSError as error:
        return f"no server: {error}"
    loop = asyncio.get_running_loop()
    try:
        while line := await loop.run_in_executor(None, sys.stdin.buffer.readline):
            writer.write(line.rstrip(b"\n") + b"\n")
            await writer.drain()
            answer = await reader.readline()
            if not answer:
                return "the server closed the connection"
            print(answer.decode().rstrip())
    except OSError as error:
        return f"connection lost: {error}"
    finally:
        writer.close()


sys.exit(asyncio.run(main()))
