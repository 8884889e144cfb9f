"""Charts as SVG, drawn at build: readable in black and white by pattern and by number, named for screen readers.

Every chart stands beside a table with the same numbers; the drawing is therefore one picture with a title and a summary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup, escape

from macros.vietnamese import format_number

WIDTH = 680
# Where the bars begin: names of types are long, and a phone shows the whole picture smaller.
LABELS = 232


@dataclass(frozen=True)
class Series:
    """A part of stacked bars: its name and its style (class suffix, which has a pattern of its own)."""

    name: str
    style: str


OUTCOME_STYLES = ("dat", "so-sai", "muon", "chua")
# Over the colour: nothing, dots, diagonals, crosses. Black and white then still tell them apart.
_PATTERNS = {
    "so-sai": '<circle cx="4" cy="4" r="1.4" class="st-hinh__van"/>',
    "muon": '<path d="M-2 6 6 -2M2 10 10 2" class="st-hinh__van-net"/>',
    "chua": '<path d="M0 0 8 8M8 0 0 8" class="st-hinh__van-net"/>',
}


def _svg(title: str, summary: str, height: int, body: str, patterns: str = "") -> Markup:
    name = "h" + sha256(f"{title}{summary}{body}".encode()).hexdigest()[:8]
    body = body.replace("@", name)
    return Markup(  # noqa: S704 - every text below has passed escape
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-t {name}-m">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-m">{escape(summary)}</desc>{patterns.replace("@", name)}{body}</svg>'
    )


def _pattern_defs(styles: Sequence[str]) -> str:
    patterns = "".join(f'<pattern id="@-{style}" width="8" height="8" patternUnits="userSpaceOnUse">{_PATTERNS[style]}</pattern>'
                       for style in styles if style in _PATTERNS)
    return f"<defs>{patterns}</defs>"


def _box(x: float, y: float, width: float, height: float, style: str) -> str:
    shape = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    over = f'<rect {shape} fill="url(#@-{style})"/>' if style in _PATTERNS else ""
    return f'<rect {shape} class="st-hinh__{style}"/>{over}'


def _cut(text: str, most: int = 34) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def stacked_bars(title: str, rows: Sequence[tuple[str, Sequence[int]]], series: Sequence[Series]) -> Markup:
    """Bars of equal length, each cut by its shares; the first share's percentage stands at the end."""
    step, thick = 34, 22
    room = WIDTH - LABELS - 70
    parts: list[str] = []
    for index, (label, counts) in enumerate(rows):
        y, x, total = index * step + 4, float(LABELS), sum(counts) or 1
        parts.append(f'<text x="{LABELS - 10}" y="{y + 16}" text-anchor="end">{escape(_cut(label))}</text>')
        for count, part in zip(counts, series, strict=True):
            width = room * count / total
            if count:
                parts.append(_box(x, y, width, thick, part.style))
            x += width
        weak = format_number(round(100 * (total - counts[0]) / total, 1))
        parts.append(f'<text x="{WIDTH - 62}" y="{y + 16}" class="st-hinh__phu">{weak} %</text>')
    worst = max(rows, key=lambda row: (sum(row[1]) - row[1][0]) / (sum(row[1]) or 1))
    summary = (f"Mỗi hàng là một thanh chia theo: {', '.join(part.name for part in series)}. Số ở cuối là phần chưa đạt. "
               f"Cao nhất: {worst[0]}. Số liệu đầy đủ ở bảng kèm theo.")
    return _svg(title, summary, len(rows) * step + 4, "".join(parts), _pattern_defs([part.style for part in series]))


def bars(title: str, rows: Sequence[tuple[str, int]]) -> Markup:
    """Plain bars with their numbers."""
    step, thick, most = 34, 22, max((value for _, value in rows), default=0) or 1
    room = WIDTH - LABELS - 80
    parts = []
    for index, (label, value) in enumerate(rows):
        y, width = index * step + 4, room * value / most
        parts.append(f'<text x="{LABELS - 10}" y="{y + 16}" text-anchor="end">{escape(_cut(label))}</text>'
                     f'<rect x="{LABELS}" y="{y}" width="{width:.1f}" height="{thick}" class="st-hinh__cot"/>'
                     f'<text x="{LABELS + width + 8:.1f}" y="{y + 16}">{format_number(value)}</text>')
    summary = "; ".join(f"{label}: {format_number(value)}" for label, value in rows)
    return _svg(title, summary, len(rows) * step + 4, "".join(parts))


def line(title: str, points: Sequence[tuple[str, int]]) -> Markup:
    """A line through the points, each with its number. The scale begins near the lowest value, and says so."""
    values = [value for _, value in points]
    low, high = min(values), max(values)
    bottom = max(0, low - max(1, (high - low)))
    height, left, right, top, base = 240, 56, WIDTH - 40, 36, 190
    span = max(1, high + max(1, (high - low) // 4) - bottom)

    def y(value: int) -> float:
        return base - (base - top) * (value - bottom) / span

    step = (right - left) / max(1, len(points) - 1)
    at = [(left + index * step, y(value)) for index, (_, value) in enumerate(points)]
    parts = [f'<line x1="{left - 16}" y1="{base}" x2="{right + 16}" y2="{base}" class="st-hinh__truc"/>']
    if len(at) > 1:
        parts.append(f'<polyline points="{" ".join(f"{px:.1f},{py:.1f}" for px, py in at)}" class="st-hinh__duong"/>')
    for (px, py), (label, value) in zip(at, points, strict=True):
        parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="5" class="st-hinh__diem"/>'
                     f'<text x="{px:.1f}" y="{py - 14:.1f}" text-anchor="middle">{format_number(value)}</text>'
                     f'<text x="{px:.1f}" y="{base + 22}" text-anchor="middle" class="st-hinh__phu">{escape(label)}</text>')
    if bottom:
        parts.append(f'<text x="{left - 16}" y="{height - 4}" class="st-hinh__phu">Trục đứng bắt đầu từ {format_number(bottom)}.</text>')
    summary = "; ".join(f"{label}: {format_number(value)}" for label, value in points)
    return _svg(title, summary, height, "".join(parts))


def legend(series: Sequence[Series]) -> Markup:
    """What each colour and pattern means."""
    items = []
    for part in series:
        name = f"chu-giai-{part.style}"
        body = _box(0, 0, 16, 16, part.style).replace("@", name)
        items.append(f'<li><svg viewBox="0 0 16 16" aria-hidden="true">{_pattern_defs([part.style]).replace("@", name)}{body}</svg>'
                     f"{escape(part.name)}</li>")
    return Markup(f'<ul class="st-chu-giai">{"".join(items)}</ul>')  # noqa: S704 - names are escaped above
