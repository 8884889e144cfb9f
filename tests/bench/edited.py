"""Run in the folder of a project: builds it, saves one page with a line more, and tells what the answer to the save took.

``python edited.py PAGE`` prints two numbers of seconds of processor time: of the answer while serving, and of MkDocs' own ``--dirty``
(0 for ours).
Ours makes the page and those looked at anew; stock MkDocs builds the whole, or with ``--dirty`` the page and every template anew.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config


def main(page: str) -> None:
    """Build, save, answer."""
    config = _config()
    build(config)
    serving = next((hook.SERVING for hook in config.hooks.values() if hasattr(hook, "SERVING")), None)
    _save(Path("docs", page))
    begun = time.process_time()
    if serving is None:
        build(_config())
    else:
        serving.last.config = config  # as a server would
        if not serving.last.make_again({page}, set()):
            sys.exit(f"{page}: chưa tạo lại được riêng trang này")
    answered = time.process_time() - begun
    _save(Path("docs", page))
    begun = time.process_time()
    if serving is None:
        build(_config(), dirty=True)
    print(answered, time.process_time() - begun)


def _config() -> Any:
    config = load_config("mkdocs.yml", site_dir="site")
    config.plugins.on_startup(command="serve", dirty=False)
    return config


def _save(page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8") + "\n\nThêm một dòng.\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))  # where the project's own package is
    main(sys.argv[1])
