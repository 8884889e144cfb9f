"""While a new build is being made for ``serve``, the last good one is shown at the same address, and gives way by itself."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path
from typing import Any

# A page that is shown meanwhile asks again every few seconds, so that it turns into the new one without a hand.
_AGAIN = b'<meta http-equiv="refresh" content="3">'


class _Handler(http.server.SimpleHTTPRequestHandler):
    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if page.suffix != ".html" or not page.is_file():
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(page.read_bytes().replace(b"<head>", b"<head>" + _AGAIN, 1))
        return None

    def log_message(self, format: str, *args: Any) -> None:
        pass


class LastGoodSite:
    """A server of ``site`` on ``host:port`` until :meth:`give_way`; none when there is no last good build or no free port."""

    def __init__(self, site: Path, host: str, port: int) -> None:
        self._server: http.server.ThreadingHTTPServer | None = None
        if not (site / "index.html").is_file():
            return
        try:
            self._server = http.server.ThreadingHTTPServer((host, port), functools.partial(_Handler, directory=str(site)))
        except OSError:  # MkDocs will say in its own words that the address is taken
            return
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def give_way(self) -> None:
        """Stop answering and free the address."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
