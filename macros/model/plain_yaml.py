"""YAML as plain values. ``load.yaml_file`` reads what editors write; this is for texts whose places nobody asks for."""

from __future__ import annotations

from typing import Any

import yaml

# libyaml parses ten times faster; where a platform's package lacks it, the Python parser says the same in other words.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_values(text: str) -> Any:
    """The values of a YAML text. Raises yaml.YAMLError for what is none."""
    return yaml.load(text, Loader)  # noqa: S506 (a safe loader)
