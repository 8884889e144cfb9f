"""MkDocs' own lines as an editor of the office reads them: in Vietnamese, with the place to mend."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.utils.yaml import yaml_load

from macros.commands.mkdocs_words import spoken, vietnamese

VALIDATION = {"absolute_links": "relative_to_docs", "anchors": "warn", "unrecognized_links": "warn", "not_found": "warn"}
ENGLISH = re.compile(r"\b(the|is|not|found|but|contains|Doc|config\w*|pages|mean|line|column|error|Aborted)\b")


def lines_of(texts: dict[str, str], nav: list[str], caplog: pytest.LogCaptureFixture, docs: Path) -> list[str]:
    """What MkDocs itself says of a small site."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": str(docs), "nav": nav, "validation": VALIDATION, "use_directory_urls": False})
    config.validate()
    for name, text in texts.items():
        (docs / name).write_text(text, encoding="utf-8")
    files = Files([File(name, str(docs), str(docs / "site"), use_directory_urls=False) for name in texts])
    with caplog.at_level(logging.INFO, "mkdocs"):
        get_navigation(files, config)
        for file in files:
            assert file.page
            file.page.read_source(config)
            file.page.render(config, files)
        for file in files:
            file.page.validate_anchor_links(files=files, log_level=logging.WARNING)  # type: ignore[union-attr]
    return [line for record in caplog.records for line in f"{record.levelname:8}-  {record.getMessage()}".splitlines()]


def test_links_and_menu_entries_that_lead_nowhere_are_told_with_place_and_remedy(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    texts = {
        "a.md": "# A\n\n[x](khong-co.md) [y](#khong) [z](b.md#khong) [t](/c/b.md) [u](khong-co)\n",
        "b.md": "# Một\n", "le.md": "# Lẻ\n",
    }  # fmt: skip
    told = [line for line in map(vietnamese, lines_of(texts, ["a.md", "b.md", "mat.md"], caplog, tmp_path)) if line is not None]
    assert [line for line in told if ENGLISH.search(line)] == []
    assert sorted(told) == sorted([
        "mkdocs.yml › nav: các trang sau có trong docs mà chưa có trong trình đơn. Thêm mỗi trang một dòng ở nav:", "  - le.md",
        "mkdocs.yml › nav › «mat.md»: không có tệp đó trong docs. Sửa đường dẫn, hoặc bỏ dòng này.",
        "docs/a.md › liên kết «khong-co.md»: không có trang hoặc tệp nào ở đó. Sửa đường dẫn, hoặc tạo trang đó.",
        "docs/a.md › liên kết «/c/b.md»: không có trang hoặc tệp nào ở đó. Sửa đường dẫn, hoặc tạo trang đó.",
        "docs/a.md › liên kết «khong-co»: không dẫn tới tệp nào. Ghi tên tệp đến hết đuôi, ví dụ «bao-cao-thang.md».",
        "docs/a.md › liên kết «#khong»: trang này không có chỗ neo đó. Xem lại tên mục sau dấu #.",
        "docs/a.md › liên kết «b.md#khong»: trang docs/b.md không có chỗ neo «#khong». Xem lại tên mục sau dấu #, hoặc bỏ phần từ dấu #.",
    ])


@pytest.mark.parametrize("written", ["a: b: c\n", "a:\n\t- b\n", "a: [b, c\n", "a: 'b\n", "a: {b\nc: d\n",
                                     "a:\n  - b\n c: d\n", "- a\nb: c\n",
                                     "a: b\n  c\nd e\n"])  # fmt: skip
@pytest.mark.parametrize("loader", ["SafeLoader", "CSafeLoader"])
def test_a_slip_in_the_settings_is_told_with_its_line(written: str, loader: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        yaml_load(written, getattr(yaml, loader))
    told = [vietnamese(line) for line in f"Error: {raised.value}".splitlines() if "^" not in line]
    assert str(told[0]).startswith("mkdocs.yml: viết sai cách thức YAML (")
    assert re.search(r"dòng \d+, cột \d+", "\n".join(map(str, told)))
    shown = [line for line in told if line and line.strip() not in written]  # the line itself, as it stands in the file
    assert [line for line in shown if ENGLISH.search(line)] == []


def test_the_end_of_a_build_is_told_and_its_progress_is_not() -> None:
    assert vietnamese("Aborted with 3 warnings in strict mode!") == "Dừng vì có 3 chỗ phải sửa, nêu ở trên."
    assert vietnamese("INFO    -  Documentation built in 12.34 seconds") == "Tạo xong trong 12.34 giây."
    assert vietnamese("INFO    -  [macros] - Config filters: ['pretty']") is None
    assert vietnamese("INFO    -  Building documentation to directory: /a") is None
    assert vietnamese("[09:04:50] Serving on http://127.0.0.1:8000/") is None
    assert vietnamese("WARNING -  docs/a.md:3: không có macro «x».") == "docs/a.md:3: không có macro «x»."
    assert vietnamese("ERROR   -  Config value 'theme': Unrecognised theme name: 'x'.") == (
        "mkdocs.yml › theme: giá trị không dùng được (Unrecognised theme name: 'x'.). Xem lại mục này, hoặc lấy lại tệp từ bản gốc "
        "của sổ tay.")


def test_a_traceback_is_kept_whole_for_those_who_can_read_it() -> None:
    said: list[str] = []
    kept = list(spoken(["WARNING -  a\n", "Traceback (most recent call last):\n", "OSError: x\n"], said.append))
    assert (said, kept) == (["a\n"], ["Traceback (most recent call last):\n", "OSError: x\n"])
