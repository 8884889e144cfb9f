"""What the command line tells the build: one object, written into the environment at one place and read at one place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

_NAME = "SO_TAY_DUNG"  # this variable carries the settings from the command line to the process that builds


@dataclass(frozen=True)
class BuildSettings:
    """How one build of the site is to be made.

    ``data``: an office's own folder. ``unit``: the id of the unit that the copy is made for. ``warn_readers``: what rests on a
    replaced source is marked instead of stopping the build. ``pdf``: documents get PDF copies. ``address``: where a server shows
    the site while it is being built; ``behind``: such a server has this build made by a second process. ``day``: the day of the
    edition; without it the day of the clock. ``checked``: who started the build checks the tree meanwhile.
    """

    data: Path | None = None
    unit: str | None = None
    warn_readers: bool = False
    pdf: bool = False
    address: str | None = None
    day: date | None = None
    behind: bool = False
    checked: bool = False

    @property
    def served(self) -> bool:
        """Whether a server on this machine shows the site and builds it anew after every save."""
        return bool(self.address) or self.behind

    def environment(self) -> dict[str, str]:
        """The variables that carry the settings to another process; they take the place of those inherited."""
        told = {name: str(value) if isinstance(value, (Path, date)) else value for name, value in asdict(self).items()}
        return {_NAME: json.dumps(told)}

    def with_(self, **changes: Any) -> BuildSettings:
        """The same settings but for ``changes``."""
        return replace(self, **changes)

    @classmethod
    def of_environment(cls, environment: Mapping[str, str]) -> BuildSettings:
        """What :meth:`environment` wrote; for a build by MkDocs alone SO_TAY_DATA counts. SOURCE_DATE_EPOCH stands for the clock."""
        epoch = environment.get("SOURCE_DATE_EPOCH")
        clock = datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None
        if not (told := environment.get(_NAME)):
            data = environment.get("SO_TAY_DATA")
            return cls(Path(data) if data else None, day=clock)
        found = json.loads(told)
        data, day = found.pop("data"), found.pop("day")
        return cls(data=Path(data) if data else None, day=date.fromisoformat(day) if day else clock, **found)
