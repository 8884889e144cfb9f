"""Settling a source with its original in hand: the claims, the register written in place, what is left to edit."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import macros.load
from macros.__main__ import main
from macros.model import Handbook
from macros.sources.claims import hanging
from macros.sources.settle import Answer, edited, read_answers, register_changes, write_answers

NAME = "qd-21-2026"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an office's own with a copy of the register, from which the verb is run."""
    shutil.copy("data/can-cu.yml", tmp_path / "can-cu.yml")
    monkeypatch.setenv("SO_TAY_DATA", "")
    monkeypatch.delenv("SO_TAY_DATA")  # the verb sets it; so it is taken back
    return tmp_path


@pytest.fixture(scope="module")
def known() -> dict[bytes, Handbook]:
    """The handbooks that were read with a register of an office's own, by its bytes."""
    return {}


@pytest.fixture(autouse=True)
def read_once(known: dict[bytes, Handbook], monkeypatch: pytest.MonkeyPatch) -> None:
    """The same register laid over the same facts is read once: what is tried here is what the verb does with them."""
    real = macros.load.load_handbook

    def load(base: Path, docs: Path, *, over: Path, **rest: Any) -> Handbook:
        register = (over / "can-cu.yml").read_bytes()
        if register not in known:
            known[register] = real(base, docs, over=over, **rest)
        return known[register]

    monkeypatch.setattr(macros.load, "load_handbook", load)


def settle(own: Path, *arguments: str, typed: str = "") -> Result:
    own_files = ("--data", str(own), "--tra-loi", str(own / "tra-loi.yml"))
    return CliRunner().invoke(main, ["sources", "settle", *arguments, *own_files], input=typed)


def test_a_claim_hangs_on_the_unread_source_and_on_the_clause_of_the_rule_that_it_replaced(handbook: Handbook) -> None:
    source = handbook.sources["qd-208-2026"]
    claims = hanging(handbook, source)
    assert any(claim.source == source.id for claim in claims.values())
    assert any(claim.source == "qd-294-2025" and claim.article for claim in claims.values())
    assert hanging(handbook, handbook.sources["dieu-le-2011"]) == {}


def test_answers_are_kept_at_once_and_the_next_run_asks_on(own: Path, handbook: Handbook) -> None:
    before = (own / "can-cu.yml").read_bytes()
    first = settle(own, NAME, typed="gì\nđúng\nĐiều 4\nsai\n\nBản gốc ghi 45 ngày\nthoát\n")
    assert first.exit_code == 0 and "Nhập: đúng, sai, sửa, bỏ qua hoặc thoát." in first.output
    assert (own / "can-cu.yml").read_bytes() == before
    answers = read_answers((own / "tra-loi.yml").read_text(encoding="utf-8"))
    assert list(answers.values()) == [Answer("dung", "Điều 4"), Answer("sai", None, "Bản gốc ghi 45 ngày")]
    again = settle(own, NAME)  # the input ends at once: leave
    assert "đã trả lời 2" in again.output and f"[3/{len(hanging(handbook, handbook.sources[NAME]))}]" in again.output


def test_the_register_is_written_in_place_and_what_to_edit_is_told_with_file_and_line(own: Path, handbook: Handbook) -> None:
    claims = hanging(handbook, handbook.sources[NAME])
    names = list(claims)
    given = {name: Answer("dung") for name in names} | {names[0]: Answer("dung", "Điều 4"), names[1]: Answer("sai", None, "45 ngày")}
    (own / "tra-loi.yml").write_text(write_answers(given), encoding="utf-8")
    old = (own / "can-cu.yml").read_text(encoding="utf-8")
    result = settle(own, NAME, "--khong-hoi", "--nguoi", "Văn phòng Đảng ủy xã mẫu")
    assert result.exit_code == 0, result.output
    new = (own / "can-cu.yml").read_text(encoding="utf-8")
    assert (own / "can-cu.yml.truoc").read_text(encoding="utf-8") == old
    assert [line for line in old.splitlines() if line.startswith("#")] == [line for line in new.splitlines() if line.startswith("#")]
    before, after = ({row["id"]: row for row in yaml.safe_load(text)} for text in (old, new))
    assert list(before) == list(after) and all(before[name] == after[name] for name in before if name != NAME)
    row = after[NAME]
    assert (row["do_tin_cay"], row["dieu_da_doc"], row["kiem_tra"]) == ("da_kiem_chung", ["Điều 4"], date.today())
    assert row["nguoi_doi_chieu"] == "Văn phòng Đảng ủy xã mẫu" and row["doi_ngay"] == date.today()
    assert "Phải sửa tay: 2 chỗ." in result.output
    assert f"{claims[names[0]].place}: " in result.output and f"đổi «{NAME}» thành «{NAME}, Điều 4»" in result.output
    assert f"{claims[names[1]].place}: " in result.output and "sai: 45 ngày" in result.output


def test_nobody_settles_a_source_unnamed_unknown_or_replaced(own: Path) -> None:
    before = (own / "can-cu.yml").read_bytes()
    for arguments, told in ((("qd-21-2062",), "Có phải là «qd-21-2026»?"), (("qd-294-2025",), "sources settle qd-20-2026"),
                            ((NAME, "--khong-hoi"), "Chưa ghi người đối chiếu")):
        result = settle(own, *arguments)
        assert result.exit_code == 1 and told in result.output, arguments
    (own / "tra-loi.yml").write_text("- {muc: x, tra_loi: chắc}\n", encoding="utf-8")
    assert "tra-loi.yml: mục 1: cần «muc»" in settle(own, NAME).output
    assert (own / "can-cu.yml").read_bytes() == before


def test_what_was_skipped_keeps_its_sign_and_the_whole_text_takes_it_away(handbook: Handbook) -> None:
    source = handbook.sources[NAME]
    claims = hanging(handbook, source)
    first = {next(iter(claims)): Answer("dung", "Điều 4")}
    partly = register_changes(source, claims, first, date(2026, 12, 1), "Văn phòng mẫu", whole=False)
    assert (partly["dieu_da_doc"], partly["pham_vi_da_doc"]) == (["Điều 4"], "trich") and "doi_ngay" not in partly
    whole = register_changes(source, claims, first, date(2026, 12, 1), "Văn phòng mẫu", whole=True)
    assert (whole["dieu_da_doc"], whole["pham_vi_da_doc"]) == (["toan_van"], None)


def test_a_key_is_changed_where_it_stands_and_its_comment_stays() -> None:
    after = "\n\n- id: b\n  ten: B\n"
    text = "# Đầu\n- id: a\n  do_tin_cay: thu_cap  # vì sao\n  pham_vi_da_doc: trich\n  kiem_tra: 2026-01-01" + after
    changes = {"do_tin_cay": "da_kiem_chung", "dieu_da_doc": ["Điều 1, khoản 2"], "pham_vi_da_doc": None, "nguoi_doi_chieu": "X: Y"}
    assert edited(text, "a", changes) == (
        "# Đầu\n- id: a\n  do_tin_cay: da_kiem_chung  # vì sao\n  dieu_da_doc: ['Điều 1, khoản 2']\n  kiem_tra: 2026-01-01\n"
        "  nguoi_doi_chieu: 'X: Y'" + after)
    with pytest.raises(ValueError, match="sửa bằng tay"):
        edited("- {id: a, ten: A}\n", "a", {"do_tin_cay": "da_kiem_chung"})
