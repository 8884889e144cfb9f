from __future__ import annotations

import io
import zipfile

import pytest

from macros.files.zip import write_zip


@pytest.mark.parametrize("compress", [True, False])
def test_the_same_content_gives_the_same_bytes_and_reads_back(compress: bool) -> None:
    entries = [("Mở sổ tay.html", "chào".encode()), ("so-tay/a.txt", b"x" * 5000)]
    first, second = write_zip(entries, compress=compress), write_zip(entries, compress=compress)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert [(i.filename, archive.read(i)) for i in archive.infolist()] == entries
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert (len(first) < 5000) is compress
