"""Waiting for what no locator shows: what a page has saved, what another window has told it, how many groups of it are open."""

from __future__ import annotations

import contextlib
from typing import Any

from playwright.sync_api import TimeoutError as TooLate


def comes_to(page: Any, script: str, wanted: Any) -> None:
    """What ``script`` gives on ``page``, now or after a while, is ``wanted``; a failure shows what it gave last."""
    same = f"async (wanted) => JSON.stringify(await ({script})) === wanted"
    with contextlib.suppress(TooLate):
        page.wait_for_function(same, arg=page.evaluate("(wanted) => JSON.stringify(wanted)", wanted), polling=100)
    assert page.evaluate(script) == wanted
