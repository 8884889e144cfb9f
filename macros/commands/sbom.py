"""sbom: what the handbook is made of, for those who check software before they take it in."""

from __future__ import annotations

import sys

import click

from macros.commands import ROOT
from macros.offline.sbom import bill


@click.command()
def sbom() -> None:
    """In danh sách thành phần phần mềm (CycloneDX 1.6): thư viện, phiên bản, mã kiểm tra, giấy phép."""
    sys.stdout.buffer.write(bill(ROOT)[1])


COMMANDS = (sbom,)
