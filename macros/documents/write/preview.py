"""The page's writer: the same blocks as HTML on a sheet of paper. Styles are in ``5-van-ban.css``."""

from __future__ import annotations

import html
from collections.abc import Sequence

from macros.documents.write.markup import Align, Run

_ALIGNS: dict[Align, str] = {"left": "", "center": " st-vb__o--giua", "right": " st-vb__o--phai"}


KEPT = " st-vb--giu"  # kept on the page of what follows: the form reckons by it where pages end


def _kept(keep: str) -> str:
    """The class of what is kept, as ``keep`` asks: always, or under a condition of the program."""
    return keep.replace("1", KEPT)


class PageWriter:
    """Blocks as HTML. The elements are plain ones: a preview is a picture of the document, not part of the page's outline."""

    def runs(self, runs: list[Run]) -> str:
        out = []
        for run in runs:
            text = run.source
            text = f"<i>{text}</i>" if run.italic else text
            out.append(f"<b>{text}</b>" if run.bold else text)
        return "".join(out)

    def paragraph(self, style: str, runs: list[Run], keep: str = "") -> str:
        return f'<p class="st-vb__{style}{_kept(keep)}">{self.runs(runs)}</p>'

    def empty(self, style: str) -> str:
        return f'<p class="st-vb__{style}"></p>'

    def grid(self, columns: Sequence[float], rows: list[list[str]], describe: str, *, boxed: float = 0) -> str:
        kind = "copy" if boxed else "head" if columns[0] < 75 else "sign"
        cells = "".join(f'<div class="st-vb__cot">{cell}</div>' for row in rows for cell in row)
        return f'<div class="st-vb__luoi st-vb__luoi--{kind}">{cells}</div>'

    def table_start(self, widths: list[float], head: list[list[Run]], aligns: list[Align]) -> str:
        # Widths are attributes of <col>, because the site allows no inline style.
        columns = "".join(f'<col width="{round(width * 100)}%">' for width in widths)
        cells = "".join(f"<th>{self.runs(runs)}</th>" for runs in head)
        return f'<table class="st-vb__bang"><colgroup>{columns}</colgroup><thead><tr>{cells}</tr></thead><tbody>'

    def table_row(self, widths: list[float], cells: list[list[Run]], aligns: list[Align], keep: str = "") -> str:
        body = "".join(f'<td class="st-vb__o{_ALIGNS[align]}">{self.runs(runs)}</td>' for runs, align in zip(cells, aligns, strict=True))
        kept = _kept(keep)
        return f'<tr class="{kept.strip()}">{body}</tr>' if kept else f"<tr>{body}</tr>"

    def table_end(self, keep: str = "") -> str:
        return "</tbody></table>"

    def sheet(self, body: str, label: str, *, landscape: bool = False) -> str:
        """One sheet of paper around ``body``."""
        turned = " st-vb--ngang" if landscape else ""
        return f'<div class="st-vb{turned}" role="group" aria-label="{html.escape(label)}"><div class="st-vb__trang">{body}</div></div>'
