"""``so-tay.yml`` of an office's folder."""

from __future__ import annotations

from macros.load.folder import DataFolder
from macros.load.yaml_file import read_yaml
from macros.model.look import SETTINGS, Look
from macros.model.problems import Problems


def read_look(data: DataFolder, problems: Problems) -> Look:
    """How the office's copy looks; as the handbook does where there is no such file."""
    if data.over is None or not data.own(SETTINGS).exists():
        return Look()
    file = read_yaml(data.own(SETTINGS), f"data/{SETTINGS}", problems)
    return (file.parse(Look, file.data or {}) if file.ok else None) or Look()
