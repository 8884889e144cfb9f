"""Reviews that cannot be rubber-stamped: a page's date holds only with the sources that were read again for it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from macros.model.dependants import PAGES, dependants
from macros.model.handbook import Handbook
from macros.model.problems import Problems
from macros.vietnamese import format_date

# A source counts as read again for a review when the register says it was checked at most this many days before it.
EVIDENCE_DAYS = 30


def check_reviews(handbook: Handbook, today: date, problems: Problems) -> None:
    """Refuse a review in the future, one that leaves out a source of the page, and one whose sources nobody checked since."""
    cited: defaultdict[str, set[str]] = defaultdict(set)
    for dependant in dependants(handbook):
        if dependant.kind in PAGES:
            cited[dependant.id].add(dependant.source)
    for page in handbook.pages.values():
        review = page.meta.review
        place = f"docs/{page.path}:{page.line('ra_soat')} › ra_soat"
        if review.day > today:
            problems.error(place, f"ngày rà soát {format_date(review.day)} sau ngày hôm nay", "Ghi ngày đã rà soát thật.")
        if missing := sorted(cited[page.path] - set(review.sources)):
            problems.error(place, "trang dựa vào căn cứ mà lần rà soát không đọc lại: " + ", ".join(f"«{name}»" for name in missing),
                           "Đọc lại từng văn bản rồi thêm vào ra_soat.can_cu.")
        for name in review.sources:
            source = handbook.sources.get(name)
            if source and source.checked < review.day - timedelta(days=EVIDENCE_DAYS):
                days = f"rà soát ngày {format_date(review.day)} nhưng «{name}» kiểm tra lần cuối ngày {format_date(source.checked)}"
                problems.error(place, days, "Kiểm tra lại văn bản đó và ghi kiem_tra mới trong data/can-cu.yml, hoặc giữ ngày rà soát cũ.")
