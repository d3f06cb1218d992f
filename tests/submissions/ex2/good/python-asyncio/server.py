import asyncio
import sys


class Echo(asyncio.Protocol):
    """One object for each connection; asyncio calls it when something happens."""

    def connection_made(self, transport):
        self.transport = transport
        self.rest = b""

    def data_received(self, data):
        *lines, self.rest = (self.rest + data).split(b"\n")
        answers = [b"Echo: " + line.removesuffix(b"\r") + b"\n" for line in lines]
        self.transport.write(b"".join(answers))

    # A client that does not read its answers is not read any more.
    def pause_writing(self):
        self.transport.pause_reading()

    def resume_writing(self):
        self.transport.resume_reading()

    def connection_lost(self, error):
        if error:
            print("connection lost:", error)


async def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = address.rsplit(":", 1)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, host, int(port))
    print("listening on", address)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
