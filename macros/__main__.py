"""The command line. Each verb lives in ``macros/commands/``; this file only gathers them."""

from __future__ import annotations

import importlib

import click

from macros.commands import Verbs, vietnamese

# Verb group → module of macros.commands that holds its commands in COMMANDS.
MODULES = ("site", "publish", "book", "portable", "office", "check_site", "sources", "new", "bench", "lint", "documents", "data", "edition",
           "exam", "sbom")


vietnamese.speak()


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def main() -> None:
    """Sổ tay Văn phòng cấp ủy: tạo trang, xem thử, kiểm tra, đóng gói."""


for _module in MODULES:
    for _command in importlib.import_module(f"macros.commands.{_module}").COMMANDS:
        main.add_command(_command)

if __name__ == "__main__":
    main(prog_name="run.py")
