"""Click's own words in Vietnamese: what was typed wrong, what is missing, what help says.

Click asks gettext for its words; we have no catalogue to install, so its modules are given ours.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "Usage:": "Cách gõ:",
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Show this message and exit.": "In lời chỉ dẫn này.",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "Try '{command} {option}' for help.": "Xem cách dùng: {command} {option}",
    "Error: {message}": "Chưa chạy được: {message}",
    "Aborted!": "Đã dừng.",
    "Missing command.": "Chưa gõ tên lệnh.",
    "Missing argument": "thiếu",
    "Missing option": "thiếu tùy chọn",
    "Missing parameter": "thiếu",
    "Missing parameter: {param_name}": "thiếu {param_name}",
    "Missing {param_type}": "thiếu {param_type}",
    "No such option {name!r}.": "không có tùy chọn «{name}».",
    "No such command {name!r}.": "không có lệnh «{name}».",
    "Did you mean {possibility}?": "Có phải là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Có phải là một trong: {possibilities}?",
    "Invalid value: {message}": "giá trị chưa đúng: {message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}: {message}",
    "Could not open file {filename!r}: {message}": "không mở được tệp «{filename}»: {message}",
    "unknown error": "không rõ vì sao",
    "Got unexpected extra argument ({args})": "thừa chữ ({args})",
    "Got unexpected extra arguments ({args})": "thừa các chữ ({args})",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "File": "Tệp",
    "Directory": "Thư mục",
    "Path": "Đường dẫn",
    "{name} {filename!r} does not exist.": "không có «{filename}» ở đây. Xem lại tên và nơi đang đứng.",
    "{name} {filename!r} is a file.": "«{filename}» là tệp, ở đây cần thư mục.",
    "{name} {filename!r} is a directory.": "«{filename}» là thư mục, ở đây cần tệp.",
    "{name} {filename!r} is not readable.": "không đọc được «{filename}»: không có quyền.",
    "{name} {filename!r} is not writable.": "không ghi được «{filename}»: không có quyền.",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{value!r} is not {choice}.": "«{value}» không dùng được; ghi {choice}.",
    "{value!r} is not one of {choices}.": "«{value}» không dùng được; chọn một trong {choices}.",
    "{value!r} does not match the format {format}.": "«{value}» không phải ngày; ghi năm-tháng-ngày, ví dụ 2026-11-22.",
    "{value!r} does not match the formats {formats}.": "«{value}» không đúng dạng nào trong {formats}.",
    "{value} is not in the range {range}.": "{value} ngoài khoảng {range}.",
    "{value!r} is not a valid {number_type}.": "«{value}» không phải số.",
    "Option {name!r} does not take a value.": "tùy chọn {name} không kèm giá trị.",
    "Option {name!r} requires an argument.": "tùy chọn {name} cần một giá trị đi sau.",
    "Option {name!r} requires {nargs} arguments.": "tùy chọn {name} cần {nargs} giá trị đi sau.",
}


def _one(text: str) -> str:
    return _WORDS.get(text, text)


def _many(one: str, many: str, count: int) -> str:
    return _one(one if count == 1 else many)


def speak() -> None:
    """Make click speak Vietnamese; words that a later version adds stay in English."""
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        module = importlib.import_module(f"click.{name}")
        for function, ours in (("_", _one), ("ngettext", _many)):
            if hasattr(module, function):
                setattr(module, function, ours)
