"""A small front end of somebody else's, served on an origin of its own: `localhost`, where the service is `127.0.0.1`.

Another host and not only another port, so that the browser takes it for another site: cookies then tell the two apart.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from typing_extensions import override

FILES = Path(__file__).parent / "front_end"


class FrontEnd:
    """Where it is served, and what it knows of the service once it is registered there."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://localhost:{port}"
        self.redirect_uri = f"{self.origin}/"
        self.config: dict[str, str] = {}

    def knows(self, api: str, client_id: str) -> None:
        """What its makers write into its configuration."""
        self.config = {"api": api, "client_id": client_id, "redirect_uri": self.redirect_uri}


class _Files(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, made: list[FrontEnd], **more: Any) -> None:
        self.made = made
        super().__init__(*args, directory=str(FILES), **more)

    @override
    def do_GET(self) -> None:
        if self.path != "/config.json":
            super().do_GET()
            return
        body = json.dumps(self.made[0].config).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def front_end() -> Iterator[FrontEnd]:
    """Serve it while the block runs."""
    made: list[FrontEnd] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, made=made)) as server:
        made.append(FrontEnd(server.server_port))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield made[0]
        finally:
            server.shutdown()
            thread.join(10)
