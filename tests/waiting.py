"""Waiting for what no locator shows: what a page has saved, what another window has told it, how many groups of it are open."""

from __future__ import annotations

import time
from typing import Any

_SECONDS = 30.0  # a busy machine stands still for seconds
_PAUSE = 50  # ms between two looks


def comes_to(page: Any, script: str, wanted: Any = True, *, seconds: float = _SECONDS) -> None:
    """What ``script`` gives on ``page``, now or after a while, is ``wanted``; a failure shows what it gave last.

    The looks are taken from here: the page's policy forbids Playwright's own wait to look twice for what is no function, and takes
    the promise of an answer for the answer.
    """
    end = time.monotonic() + seconds
    while (found := page.evaluate(script)) != wanted and time.monotonic() < end:
        page.wait_for_timeout(_PAUSE)
    assert found == wanted
