"""Charts as SVG, drawn at build: readable in black and white by pattern and by number, named for screen readers.

Every chart stands beside a table with the same numbers; the drawing is therefore one picture with a title and a summary.
It is drawn twice, for wide and for narrow screens, and the style sheet shows one: a wide picture on a phone would be cut
off after its first colour, or have letters of five pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup, escape

from macros.vietnamese import format_number

WIDTH, NARROW = 680, 320
# Where the bars begin: names of types are long. On a narrow picture they stand above their bars.
LABELS = 262


@dataclass(frozen=True)
class Series:
    """A part of stacked bars: its name and its style (class suffix, which has a pattern of its own)."""

    name: str
    style: str


OUTCOME_STYLES = ("dat", "so-sai", "muon", "chua")
# What is drawn over each colour (nothing, dots, diagonals, crosses), so that a black and white print still tells them apart.
_PATTERNS = {
    "so-sai": '<circle cx="4" cy="4" r="1.4" class="st-hinh__van"/>',
    "muon": '<path d="M-2 6 6 -2M2 10 10 2" class="st-hinh__van-net"/>',
    "chua": '<path d="M0 0 8 8M8 0 0 8" class="st-hinh__van-net"/>',
}


@dataclass(frozen=True)
class _Frame:
    """How rows of bars are laid out: the width of the picture, a row's height, where bars begin and how much room they have."""

    width: int
    step: int
    left: int
    room: int

    def label(self, row: int, text: str) -> str:
        """The name of a row: before its bar, or above it."""
        if self.left:
            return f'<text x="{self.left - 10}" y="{self.bar(row) + 16}" text-anchor="end">{escape(_cut(text))}</text>'
        return f'<text x="0" y="{self.bar(row) - 5}">{escape(_cut(text, 44))}</text>'

    def bar(self, row: int) -> int:
        """The top of a row's bar."""
        return row * self.step + (4 if self.left else 20)


_FRAMES = (_Frame(WIDTH, 34, LABELS, WIDTH - LABELS - 80), _Frame(NARROW, 52, 0, NARROW - 62))
_THICK = 22


def _svg(title: str, summary: str, width: int, height: int, body: str, patterns: str = "") -> Markup:
    name = "h" + sha256(f"{title}{summary}{body}".encode()).hexdigest()[:8]
    body = body.replace("@", name)
    return Markup(  # noqa: S704 - every text below has passed escape
        f'<svg viewBox="0 0 {width} {height}" class="st-hinh__{"rong" if width == WIDTH else "hep"}" role="img" '
        f'aria-labelledby="{name}-t {name}-m">'
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
    worst = max(rows, key=lambda row: (sum(row[1]) - row[1][0]) / (sum(row[1]) or 1))
    summary = (f"Mỗi hàng là một thanh chia theo: {', '.join(part.name for part in series)}. Số ở cuối là phần chưa đạt. "
               f"Cao nhất: {worst[0]}. Số liệu đầy đủ ở bảng kèm theo.")
    patterns = _pattern_defs([part.style for part in series])
    return Markup().join(_svg(title, summary, frame.width, len(rows) * frame.step + 4, "".join(_stacked(frame, rows, series)), patterns)
                         for frame in _FRAMES)


def _stacked(frame: _Frame, rows: Sequence[tuple[str, Sequence[int]]], series: Sequence[Series]) -> Iterator[str]:
    for index, (label, counts) in enumerate(rows):
        y, x, total = frame.bar(index), float(frame.left), sum(counts) or 1
        yield frame.label(index, label)
        for count, part in zip(counts, series, strict=True):
            width = frame.room * count / total
            if count:
                yield _box(x, y, width, _THICK, part.style)
            x += width
        weak = format_number(round(100 * (total - counts[0]) / total, 1))
        yield f'<text x="{frame.left + frame.room + 8}" y="{y + 16}" class="st-hinh__phu">{weak} %</text>'


def bars(title: str, rows: Sequence[tuple[str, int]]) -> Markup:
    """Plain bars with their numbers."""
    most = max((value for _, value in rows), default=0) or 1
    summary = "; ".join(f"{label}: {format_number(value)}" for label, value in rows)
    return Markup().join(_svg(title, summary, frame.width, len(rows) * frame.step + 4, "".join(
        f'{frame.label(index, label)}<rect x="{frame.left}" y="{frame.bar(index)}" width="{frame.room * value / most:.1f}" '
        f'height="{_THICK}" class="st-hinh__cot"/>'
        f'<text x="{frame.left + frame.room * value / most + 8:.1f}" y="{frame.bar(index) + 16}">{format_number(value)}</text>'
        for index, (label, value) in enumerate(rows))) for frame in _FRAMES)


def line(title: str, points: Sequence[tuple[str, int]]) -> Markup:
    """A line through the points, each with its number. The scale begins near the lowest value, and says so."""
    summary = "; ".join(f"{label}: {format_number(value)}" for label, value in points)
    return Markup().join(_svg(title, summary, width, 240, "".join(_line(points, width))) for width in (WIDTH, NARROW))


def _line(points: Sequence[tuple[str, int]], width: int) -> list[str]:
    values = [value for _, value in points]
    low, high = min(values), max(values)
    bottom = max(0, low - max(1, (high - low)))
    left, right, top, base = (56, width - 40, 36, 190) if width == WIDTH else (34, width - 38, 36, 174)
    span = max(1, high + max(1, (high - low) // 4) - bottom)

    def y(value: int) -> float:
        return base - (base - top) * (value - bottom) / span

    step = (right - left) / max(1, len(points) - 1)
    at = [(left + index * step, y(value)) for index, (_, value) in enumerate(points)]
    parts = [f'<line x1="{left - 16}" y1="{base}" x2="{right + 16}" y2="{base}" class="st-hinh__truc"/>']
    if len(at) > 1:
        parts.append(f'<polyline points="{" ".join(f"{px:.1f},{py:.1f}" for px, py in at)}" class="st-hinh__duong"/>')
    for index, ((px, py), (label, value)) in enumerate(zip(at, points, strict=True)):
        under = base + 22 + (18 if width != WIDTH and index % 2 else 0)  # side by side they would run into one another
        parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="5" class="st-hinh__diem"/>'
                     f'<text x="{px:.1f}" y="{py - 14:.1f}" text-anchor="middle">{format_number(value)}</text>'
                     f'<text x="{px:.1f}" y="{under}" text-anchor="middle" class="st-hinh__phu">{escape(label)}</text>')
    if bottom:
        parts.append(f'<text x="{left - 16}" y="236" class="st-hinh__phu">Trục đứng bắt đầu từ {format_number(bottom)}.</text>')
    return parts


def legend(series: Sequence[Series]) -> Markup:
    """What each colour and pattern means."""
    items = []
    for part in series:
        name = f"chu-giai-{part.style}"
        body = _box(0, 0, 16, 16, part.style).replace("@", name)
        items.append(f'<li><svg viewBox="0 0 16 16" aria-hidden="true">{_pattern_defs([part.style]).replace("@", name)}{body}</svg>'
                     f"{escape(part.name)}</li>")
    return Markup(f'<ul class="st-chu-giai">{"".join(items)}</ul>')  # noqa: S704 - names are escaped above
