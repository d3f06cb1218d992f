"""usage: server.py [HOST:PORT] [A] [B]"""
import asyncio
import sys


class Job:
    def __init__(self, a, b):
        starts = enumerate(range(a, b, 1000))
        self.todo = [(task, start, min(b, start + 1000)) for task, start in starts]
        self.lock = asyncio.Lock()
        self.total = 0
        self.finished = asyncio.Event()

    async def serve(self, reader, writer):
        try:
            more = await reader.readline() == b"READY\n"
            while more:
                # Held while the worker computes: the others wait for their task.
                async with self.lock:
                    more = await self.give(reader, writer)
            writer.write(b"DONE\n")
            await writer.drain()
            self.finished.set()
        except OSError as error:
            print("worker lost:", error, file=sys.stderr)
        finally:
            writer.close()

    async def give(self, reader, writer):
        if not self.todo:
            return False
        task, a, b = self.todo.pop()
        try:
            writer.write(f"TASK {task} {a} {b}\n".encode())
            await writer.drain()
            while (line := await reader.readline()).endswith(b"\n"):
                words = line.decode(errors="replace").split()
                if words[:2] == ["RESULT", str(task)] and words[2].isdigit():
                    self.total += int(words[2])
                    return True
            raise ConnectionError("it has left")
        except OSError:
            self.todo.append((task, a, b))
            raise


async def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
    job = Job(a, b)
    server = await asyncio.start_server(job.serve, host, int(port))
    if job.todo:
        await job.finished.wait()
    print("TOTAL", job.total)
    # The others have yet to hear DONE.
    await asyncio.sleep(0.5)
    server.close()


asyncio.run(main())
