"""An issuer that calls itself what it likes and keeps what it is asked for tokens."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs


class Issuer(ThreadingHTTPServer):
    """`calls_itself` is empty where it tells the truth."""

    def __init__(self, calls_itself: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.calls_itself = calls_itself or self.url
        self.asked: list[dict[str, list[str]]] = []


class _Answers(BaseHTTPRequestHandler):
    server: Issuer

    def do_GET(self) -> None:
        own = self.server
        self._say({"issuer": own.calls_itself, **{name: f"{own.url}/{name}" for name in ("authorization_endpoint", "token_endpoint")}})

    def do_POST(self) -> None:
        self.server.asked.append(parse_qs(self.rfile.read(int(self.headers["content-length"])).decode()))
        self._say({"id_token": "rubbish", "token_type": "Bearer", "access_token": "x"})

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""

    def _say(self, data: object) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def issuer_that(calls_itself: str = "") -> Iterator[Issuer]:
    """The issuer, while it answers."""
    with Issuer(calls_itself) as server:
        running = Thread(target=server.serve_forever, args=(0.02,))
        running.start()
        try:
            yield server
        finally:
            server.shutdown()
            running.join()
