from __future__ import annotations

from tests.bench.kept_facts import compare, facts

PAGE = "# Trang\n\nHọp trước 15 ngày. {{ can_cu(\"dieu-le-2011\", \"Điều 24\") }}\n\n## Mục\n\nBáo cáo phải gửi ngày 05/12.\n"


def test_other_words_for_the_same_facts_differ_in_nothing() -> None:
    other = PAGE.replace("Họp trước", "Tổ chức họp trước").replace("## Mục", "## Gửi báo cáo").replace("Báo cáo", "Văn bản")
    assert list(compare(PAGE, other)) == []


def test_a_fact_lost_added_or_weakened_is_told_with_its_block() -> None:
    assert list(compare(PAGE, PAGE.replace("15 ngày", "ít ngày"))) == ["«# Trang»: mất 15"]
    assert list(compare(PAGE, PAGE.replace("05/12", "06/12"))) == ["«## Mục»: mất 05/12; thêm 06/12"]
    assert next(compare(PAGE, PAGE.replace("Điều 24", "Điều 25"))).startswith("«# Trang»: mất {{can_cu")
    assert list(compare(PAGE, PAGE.replace("phải", "nên"))) == ["«## Mục»: «nên» 0 → 1, «phải» 1 → 0"]
    assert list(compare(PAGE, PAGE.split("## Mục")[0])) == ["phần mất ['## Mục']; phần thêm []", "mất 05/12", "«phải» 1 → 0"]


def test_the_number_of_an_item_is_no_fact() -> None:
    assert facts("1. Lập hồ sơ.\n2. Gửi 3 bản.\n") == {"3": 1}
