"""lint: what must never be published, and the house style, over the whole tree."""

from __future__ import annotations

import sys

import click

from macros.commands import ROOT, data_folder
from macros.commands.choices import data_option
from macros.lint import check_tree
from macros.model.problems import Problems


@click.command()
@click.option("--loi", "errors_only", is_flag=True, help="Chỉ in lỗi, không in lời nhắc.")
@data_option
def lint(errors_only: bool) -> None:
    """Rà soát bí mật, thông tin cá nhân, cách viết trong mọi trang, mọi dữ liệu; nêu hết trong một lần."""
    problems = Problems()
    check_tree(ROOT, problems, data_folder().over)
    for problem in problems:
        if problem.severity == "error" or not errors_only:
            print(problem if problem.severity == "error" else f"{problem} (nhắc)")
    warnings = sum(problem.severity == "warning" for problem in problems)
    print(f"{len(problems) - warnings} lỗi, {warnings} lời nhắc")
    sys.exit(1 if len(problems) > warnings else 0)


COMMANDS = (lint,)
