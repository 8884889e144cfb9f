"""A real Chromium and a quiet server of a built site, for the tests and the benches."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.offline.chromium import FLAGS

__all__ = ["FLAGS", "Quiet", "served"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Answers with the files of a folder and writes nothing into the tests' output."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(site: Path, port: int = 0, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """The address, without a slash at its end, at which ``site`` is served on a free port of this machine, or on ``port``."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
