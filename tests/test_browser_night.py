"""Every page in a real Chromium, by night and on a phone; axe looks at what colour decides, the rest is the same page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.walk import barriers, overflow, walk

COLOUR = ["color-contrast", "link-in-text-block"]


def test_every_page_on_a_phone_in_the_dark_fits_and_can_be_read(page_file: Any, site: Path) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "reduced_motion": "reduce"}
    assert walk(page_file, site, lambda page: overflow(page) + barriers(page, COLOUR), **phone) == []
