"""MkDocs' own lines in Vietnamese: place › value › reason › remedy, as all our own messages are.

MkDocs writes its lines in English and has no catalogue for them; some it writes before any hook of ours is loaded. So they are
translated where they come out of its process. What is not known here stays as it is: better in English than untold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

_CLOCK = re.compile(r"\[\d\d:\d\d:\d\d\] ")  # before a line while serving
_QUIET = re.compile(
    r"(?:INFO +-  )?(?:\[macros\]|Cleaning site directory|Watching paths|Detected file|Reloading|Browser connected|Serving on"
    r"|Building documentation|The following pages are being built|DeprecationWarning|To disable|.* is pending deprecation)"
)
_LEVEL = re.compile(r"(?:WARNING|ERROR|CRITICAL|INFO) +-  (.*)", re.DOTALL)
_PIECE = "(.*?)"
_NAV = "mkdocs.yml › nav"

# What MkDocs writes, with «*» for what differs → what an editor reads, with {1}, {2}, … for these.
_SENTENCES: tuple[tuple[str, str], ...] = (
    ("Doc file '*' contains a link '*', but there is no such anchor on this page. This seems to be a footnote that is never referenced.",
     "docs/{1} › liên kết «{2}»: cước chú không được dẫn ở đâu trong trang. Thêm dấu dẫn, hoặc bỏ cước chú."),
    ("Doc file '*' contains a link '*', but there is no such anchor on this page.",
     "docs/{1} › liên kết «{2}»: trang này không có chỗ neo đó. Xem lại tên mục sau dấu #."),
    ("Doc file '*' contains a link '*', but the doc '*' does not contain an anchor '*'.",
     "docs/{1} › liên kết «{2}»: trang docs/{3} không có chỗ neo «{4}». Xem lại tên mục sau dấu #, hoặc bỏ phần từ dấu #."),
    ("Doc file '*' contains a link '*', but the target* is not found among documentation files. Did you mean '*'?",
     "docs/{1} › liên kết «{2}»: không có trang hoặc tệp nào ở đó. Có phải là «{4}»?"),
    ("Doc file '*' contains a link '*', but the target* is not found among documentation files.",
     "docs/{1} › liên kết «{2}»: không có trang hoặc tệp nào ở đó. Sửa đường dẫn, hoặc tạo trang đó."),
    ("Doc file '*' contains an unrecognized relative link '*', it was left as is. Did you mean '*'?",
     "docs/{1} › liên kết «{2}»: không dẫn tới tệp nào. Có phải là «{3}»?"),
    ("Doc file '*' contains an unrecognized relative link '*', it was left as is.",
     "docs/{1} › liên kết «{2}»: không dẫn tới tệp nào. Ghi tên tệp đến hết đuôi, ví dụ «bao-cao-thang.md»."),
    ("Doc file '*' contains an absolute link '*', it was left as is. Did you mean '*'?",
     "docs/{1} › liên kết «{2}»: không mở được từ USB. Có phải là «{3}»?"),
    ("Doc file '*' contains an absolute link '*', it was left as is.",
     "docs/{1} › liên kết «{2}»: không mở được từ USB. Ghi đường dẫn từ thư mục docs, có đuôi .md."),
    ("Doc file '*' contains a link to '*' which is excluded from the built site.",
     "docs/{1} › liên kết «{2}»: trang đó không được đưa lên sổ tay. Bỏ liên kết, hoặc đưa trang đó lên."),
    ("A reference to '*' is included in the 'nav' configuration, which is not found in the documentation files.",
     f"{_NAV} › «{{1}}»: không có tệp đó trong docs. Sửa đường dẫn, hoặc bỏ dòng này."),
    ("A reference to '*' is included in the 'nav' configuration, but this file is excluded from the built site.",
     f"{_NAV} › «{{1}}»: trang đó không được đưa lên sổ tay. Bỏ dòng này, hoặc đưa trang đó lên."),
    ("An absolute path to '*' is included in the 'nav' configuration, which presumably points to an external resource.",
     f"{_NAV} › «{{1}}»: là địa chỉ ngoài sổ tay. Ghi đường dẫn tính từ docs."),
    ('The following pages exist in the docs directory, but are not included in the "nav" configuration:',
     f"{_NAV}: các trang sau có trong docs mà chưa có trong trình đơn. Thêm mỗi trang một dòng ở nav:"),
    ("Excluding '*' from the site because it conflicts with '*'.",
     "docs/{1}: trùng địa chỉ với docs/{2} nên bị bỏ. Đổi tên một trong hai tệp."),
    ("File not found: *", "docs/{1}: không còn tệp này. Lưu lại tệp, hoặc bỏ nó khỏi trình đơn."),
    ("Encoding error reading file: *", "docs/{1}: không phải chữ UTF-8. Mở bằng trình soạn thảo và lưu lại với mã UTF-8."),
    ("Config file '*' does not exist.", "{1}: không có tệp này. Lấy lại tệp từ bản gốc của sổ tay."),
    ("Config value '*': *", "mkdocs.yml › {1}: giá trị không dùng được ({2}). Xem lại mục này, hoặc lấy lại tệp từ bản gốc của sổ tay."),
    ("MkDocs encountered an error parsing the configuration file: *",
     "mkdocs.yml: viết sai cách thức YAML ({1}). Xem lại dòng nêu dưới đây: thụt "
     "đầu dòng bằng dấu cách, sau dấu hai chấm có một dấu cách, ngoặc mở thì có ngoặc đóng."),
    ("The configuration is invalid. *", "mkdocs.yml: phải gồm các trường và giá trị. Lấy lại tệp từ bản gốc của sổ tay."),
    ("Aborted with a configuration error!", "Chưa tạo trang: mkdocs.yml có chỗ phải sửa, nêu ở trên."),
    ("Aborted with * configuration warnings in 'strict' mode!", "Chưa tạo trang: mkdocs.yml có {1} chỗ phải sửa, nêu ở trên."),
    ("Aborted with * warnings in strict mode!", "Dừng vì có {1} chỗ phải sửa, nêu ở trên."),
    ("Aborted with 1 warning in strict mode!", "Dừng vì có 1 chỗ phải sửa, nêu ở trên."),
    ("Aborted with a BuildError!", "Dừng vì lỗi nêu ở trên."),
    ("Error reading page '*': *", "docs/{1}: không đọc được trang ({2}). Xem lại trang đó."),
    ("Error building page '*': *", "docs/{1}: không tạo được trang ({2}). Xem lại trang đó."),
    ("An error happened during the rebuild. The server will appear stuck until build errors are resolved.",
     "Chưa tạo lại được, trang cũ vẫn hiện. Sửa chỗ nêu ở trên rồi lưu lại."),
    ("Documentation built in * seconds", "Tạo xong trong {1} giây."),
    # YAML's reasons, which follow a line of their own.
    ("mapping values are not allowed here", "ở đây không được có dấu hai chấm"),
    ("mapping values are not allowed in this context", "ở đây không được có dấu hai chấm"),
    ("found character that cannot start any token",
     "ký tự ở đây không mở đầu giá trị được (thụt đầu dòng bằng dấu cách, không dùng phím Tab)"),
    ("could not find expected ':'", "thiếu dấu hai chấm"),
    ("found character '*' that cannot start any token",
     "ký tự {1} không mở đầu giá trị được (thụt đầu dòng bằng dấu cách, không dùng phím Tab)"),
    ("while scanning a simple key", "khi đọc tên một trường"),
    ("while scanning for the next token", "khi đọc tiếp"),
    ("while scanning a quoted scalar", "khi đọc chữ trong dấu nháy"),
    ("while parsing a block mapping", "khi đọc các trường"),
    ("while parsing a block collection", "khi đọc một danh sách"),
    ("while parsing a flow sequence", "khi đọc danh sách trong ngoặc [ ]"),
    ("while parsing a flow mapping", "khi đọc các trường trong ngoặc { }"),
    ("did not find expected key", "không thấy tên trường ở chỗ phải có"),
    ("did not find expected '-' indicator", "không thấy gạch đầu dòng ở chỗ phải có"),
    ("did not find expected ',' or ']'", "thiếu dấu phẩy hoặc ngoặc ]"),
    ("did not find expected ',' or '}'", "thiếu dấu phẩy hoặc ngoặc }"),
    ("found unexpected end of stream", "tệp hết giữa chừng, thường vì thiếu dấu nháy đóng"),
    ("expected <block end>, but found '*'", "thụt đầu dòng không đều, gặp {1}"),
    ("expected ',' or ']', but got '*'", "thiếu dấu phẩy hoặc ngoặc ]"),
    ("expected ',' or '}', but got '*'", "thiếu dấu phẩy hoặc ngoặc }"),
)


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_PIECE.join(map(re.escape, sentence.split("*"))))


_KNOWN = tuple((_pattern(english), ours) for english, ours in _SENTENCES)
_YAML_PLACE = re.compile(r'in "[^"]*", line (\d+), column (\d+):?')


def vietnamese(line: str) -> str | None:
    """The ``line`` of MkDocs in Vietnamese, without its level; None for what an editor need not read."""
    line = _CLOCK.sub("", line)
    if _QUIET.match(line):
        return None
    levelled = _LEVEL.fullmatch(line)
    text = levelled[1] if levelled else line
    text = _YAML_PLACE.sub(r"dòng \1, cột \2", text)
    bare = text.strip().removeprefix("Error: ")
    for pattern, ours in _KNOWN:
        if found := pattern.fullmatch(bare):
            indent = text[: len(text) - len(text.lstrip())]
            # What MkDocs quotes may hold a sentence of its own, such as YAML's reason.
            return indent + re.sub(r"\{(\d)\}", lambda slot: vietnamese(found[int(slot[1])]) or "", ours)
    return text


def spoken(lines: Iterable[str], say: Callable[[str], object]) -> Iterator[str]:
    """Say every line of ``lines`` in Vietnamese; what belongs to a traceback is given back instead."""
    within = False
    for line in lines:
        within = within or line.startswith("Traceback ")
        if within:
            yield line
        elif (told := vietnamese(line.rstrip("\r\n"))) is not None:
            say(f"{told}\n")
