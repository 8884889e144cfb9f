"""Which scripts may run on a page: our own files, and the few lines that the theme writes into every page, by their hashes."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin

# The theme's own inline scripts and two of ours, by the SHA-256 of their text as a Content-Security-Policy writes it. Whatever else
# stands inline is foreign. They change only with the theme's version or with our files, and a built site that holds another one
# fails here.
INLINE_SCRIPTS: Mapping[str, str] = {
    "exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=": "where saved settings belong; on 404.html, from the server's root",
    "apoQPHefCNWjxbCm+HzVDOAW4CSVWhY7VylQjgOFyfk=": "where saved settings belong; on pages at the top",
    "/K9p2JtEqCycL2fSbEonMakkteWpAHv57x2wndLqMNo=": "where saved settings belong; on pages one folder down",
    "/nhm8p50KJxvwWLggwJ1OF8Xgq5W/b3iKECITLASfOg=": "where saved settings belong; on pages two folders down",
    "DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=": "the saved choice of light or dark, before the page is painted",
    "/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=": "the tab that the address names",
    "lWs4kn09epD0p0J5Y9PN0Q7t0pI61aFKir9ZzVlHc70=": "large letters, before the page is painted: ours, overrides/partials/large-text.html",
    "Fs4yovV9pSlk/OaYE1n02RQfVgSzKnXNVR58v+yU9fo=": "where the site begins, on 404.html: ours, overrides/partials/404-script.html",
}

# A worker comes from text that the page holds: from a file, no browser loads a script into one.
# The other worker is a file of ours: the one that keeps a site on the web. Its requests are its own, not the page's.
# «file:» is named because some browsers give a page opened by double-click no origin of its own. No network is ever asked.
_RULES = "; ".join((
    "script-src 'self' file: " + " ".join(f"'sha256-{digest}'" for digest in INLINE_SCRIPTS),
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self' file:",
))  # fmt: skip


def content_security_policy(address: str | None) -> str:
    """The policy of every page of a site published at ``address``. Its scripts may ask for nothing; only the host's robots.txt is
    left open where the host is known, because programs that rate pages look for it in the page's own name."""
    asked = urljoin(address, "/robots.txt") if address else "'none'"
    return f"{_RULES}; connect-src {asked}"
