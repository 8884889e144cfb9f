from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from macros.vietnamese import collation_key, date_in_words, fold, format_date, format_number, nearest, new_tone, old_tone, one_line, slug


@pytest.mark.parametrize(("typed", "house"), [
    ("uỷ ban", "ủy ban"), ("Đảng uỷ", "Đảng ủy"), ("UỶ BAN", "ỦY BAN"), ("hoá", "hóa"), ("khoẻ", "khỏe"), ("hoà bình", "hòa bình"),
    ("thuỷ", "thủy"), ("tuỳ", "tùy"), ("loà xoà", "lòa xòa"),
])
def test_both_tone_placements_become_the_house_spelling_and_back(typed: str, house: str) -> None:
    assert old_tone(typed) == house
    assert old_tone(house) == house
    assert new_tone(house) == typed


@pytest.mark.parametrize("text", ["quý", "quỹ", "hoàn", "khoảng", "thuyết", "hoặc", "quỳ", "toàn", "loại", "ngoài", "mùa", "của"])
def test_tone_placement_leaves_closed_syllables_and_qu_alone(text: str) -> None:
    assert old_tone(text) == text
    assert new_tone(text) == text


def test_decomposed_text_is_treated_like_composed() -> None:
    assert old_tone(unicodedata.normalize("NFD", "uỷ")) == "ủy"
    assert fold(unicodedata.normalize("NFD", "Đảng Ủy")) == "dang uy"


def test_folding_drops_every_mark_and_the_bar_of_d() -> None:
    assert fold("ĐẢNG ỦY Ưu tú ở Huế") == "dang uy uu tu o hue"


def test_slugs_keep_d_as_a_letter() -> None:
    assert slug("Đảng viên: chuyển sinh hoạt!") == "dang-vien-chuyen-sinh-hoat"


def test_names_sort_in_dictionary_order() -> None:
    names = ["Nguyễn", "Đặng", "Dương", "Ân", "An", "Ăn", "ma", "mạ", "má", "mà", "mả", "mã", "Chi bộ 10", "Chi bộ 9"]
    assert sorted(names, key=collation_key) == [
        "An", "Ăn", "Ân", "Chi bộ 10", "Chi bộ 9", "Dương", "Đặng", "ma", "mà", "mả", "mã", "má", "mạ", "Nguyễn"]


def test_dates_and_numbers_are_written_the_vietnamese_way() -> None:
    assert format_date(date(2026, 5, 7)) == "07/05/2026"
    assert date_in_words(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert date_in_words(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
    assert format_number(6929) == "6.929"
    assert format_number(Decimal("12.50")) == "12,5"


def test_the_nearest_name_forgives_accents_and_slips_but_not_everything() -> None:
    assert nearest("chi bo co so", ["Đảng bộ", "Chi bộ cơ sở"]) == "Chi bộ cơ sở"
    assert nearest("xyz", ["Đảng bộ", "Chi bộ cơ sở"]) is None


def test_a_mark_without_a_letter_has_a_place_in_the_order() -> None:
    assert sorted(["b", "\u0301", "a"], key=collation_key) == ["\u0301", "a", "b"]


@pytest.mark.parametrize("typed", [
    "Đảng bộ cơ sở", "Đảng\u00a0bộ cơ sở", " Đảng bộ\ncơ  sở ", "\u200bĐảng bộ cơ\u200b sở\ufeff", "\u202eĐảng bộ cơ sở",
])  # fmt: skip
def test_what_nobody_sees_between_words_does_not_count(typed: str) -> None:
    assert one_line(typed) == "Đảng bộ cơ sở"


def test_a_name_as_long_as_a_book_is_near_to_nothing() -> None:
    assert nearest("a" * 100_000, ["b" * 50_000, "a"] * 100) is None
