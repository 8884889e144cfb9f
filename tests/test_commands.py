"""The command line as people meet it who type something wrong: told in Vietnamese, with what to type instead."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from macros.__main__ import main


@pytest.mark.parametrize("typed, told", [
    (["datta"], "không có lệnh «datta». Có phải là 'data'?"),
    (["data", "form"], "thiếu tùy chọn '--ky'"),
    (["data", "form", "--ky", "quý 4"], "ghi như 2026-10 (tháng), 2026-Q4 (quý)"),
    (["data", "check", "--data", "khong-co"], "'--data': không có «khong-co» ở đây"),
    (["data", "diff", "a.xlsx", "b.xlsx"], "'TỆP_CŨ': không có «a.xlsx» ở đây"),
    (["data", "check", "a.xlsx", "b.xlsx"], "thừa chữ (b.xlsx)"),
    (["edition", "--ngay", "5/12"], "«5/12» không phải ngày; ghi năm-tháng-ngày"),
    (["build", "--canh"], "không có tùy chọn «--canh». Có phải là '--canh-bao'?"),
    (["bench", "x"], "«x» không dùng được; chọn một trong"),
])
def test_what_is_typed_wrong_is_told_in_vietnamese(typed: list[str], told: str) -> None:
    result = CliRunner().invoke(main, typed)
    assert result.exit_code != 0 and told in result.output
    assert not re.search(r"\b(Usage|Error|Try|Invalid|Missing|No such|does not)\b", result.output)


@pytest.mark.parametrize("verb", [[], ["data"], ["data", "form"], ["edition"]])
def test_help_is_in_vietnamese(verb: list[str]) -> None:
    result = CliRunner().invoke(main, [*verb, "-h"])
    assert result.exit_code == 0, result.output
    assert not re.search(r"\b(Usage|Options:|Commands|Show this|default|required)\b", result.output)
