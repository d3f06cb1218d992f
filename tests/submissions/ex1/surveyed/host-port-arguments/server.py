import argparse
import socketserver


class EchoHandler(socketserver.StreamRequestHandler):
    def handle(self):
        print("Connected:", self.client_address)
        try:
            for line in self.rfile:
                self.wfile.write(b"Echo: " + line.rstrip(b"\r\n") + b"\n")
        except ConnectionError as error:
            print("Lost:", self.client_address, error)


def main():
    parser = argparse.ArgumentParser(description="Echo server")
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    args = parser.parse_args()
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer((args.host, args.port), EchoHandler) as server:
        print(f"Echo server on {args.host}:{args.port}")
        server.serve_forever()


if __name__ == "__main__":
    main()
