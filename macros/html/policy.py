"""Which scripts may run on a page: our own files, and the few lines that the theme writes into every page, by their hashes."""

from __future__ import annotations

# SHA-256 of mkdocs-material's inline scripts, as the built pages hold them; tests/test_safety.py names what changed with the theme.
THEME_SCRIPTS = (
    "DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",  # light or dark, before anything is drawn
    "/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",  # the tab that the address names
    "exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=",  # where the site begins, on the page that a server shows for a wrong address
    "apoQPHefCNWjxbCm+HzVDOAW4CSVWhY7VylQjgOFyfk=",  # the same on a page at the root
    "/K9p2JtEqCycL2fSbEonMakkteWpAHv57x2wndLqMNo=",  # one folder deep
    "/nhm8p50KJxvwWLggwJ1OF8Xgq5W/b3iKECITLASfOg=",  # two folders deep
)

# «file:» because not every browser takes a page opened by double-click for its own origin. Nothing is ever asked of a network.
CONTENT_SECURITY_POLICY = "; ".join((
    "script-src 'self' file: " + " ".join(f"'sha256-{digest}'" for digest in THEME_SCRIPTS),
    "object-src 'none'",
    "base-uri 'none'",
    "connect-src 'none'",
    "form-action 'self' file:",
))  # fmt: skip
