"""What the handbook is made of, as CycloneDX 1.6 lists it: the pinned libraries with the hashes of their files and their licences, and
what others drew and is shipped in ``docs/assets/vendor``. The same tree and the same libraries give the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from macros.model.subject import MadeFile

PATH = "assets/vendor/thanh-phan.cdx.json"  # beside the licences
_NAME = "Sổ tay Văn phòng cấp ủy"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:[^\n\\]|\\\n)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VENDORED = re.compile(r"package (@?[\w./-]+) (\d[\w.]*\w)")
_CLASSIFIER = "License :: OSI Approved :: "
# What packages without an SPDX expression call their licence → its SPDX identifier.
_SPDX: Mapping[str, str] = {
    "MIT License": "MIT", "MIT": "MIT", "The MIT License (MIT)": "MIT", "BSD License": "BSD-3-Clause", "BSD-3-Clause": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0", "Apache License 2.0": "Apache-2.0", "Apache-2.0": "Apache-2.0", "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip


def bill(root: Path) -> MadeFile:
    """(path under the site, content) of the list."""
    components = [*_libraries((root / "requirements.txt").read_text(encoding="utf-8")), *_vendored(root / "docs" / "assets" / "vendor")]
    own = {"type": "application", "bom-ref": "so-tay", "name": _NAME, "licenses": [{"license": {"id": "MIT"}}]}
    told: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
        "dependencies": [{"ref": "so-tay", "dependsOn": [one["bom-ref"] for one in components]},
                         *({"ref": one["bom-ref"]} for one in components)],
    }  # fmt: skip
    # The number names this very list: another list has another one, the same list always the same.
    told["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(told, sort_keys=True))}"
    return PATH, (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _libraries(requirements: str) -> Iterator[dict[str, Any]]:
    pins = {re.sub(r"[-_.]+", "-", name).lower(): (version, _HASH.findall(rest)) for name, version, rest in _PIN.findall(requirements)}
    for name, (version, hashes) in sorted(pins.items()):
        address = f"pkg:pypi/{name}@{version}"
        yield {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address,
               "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(hashes)], **_licence(name)}  # fmt: skip


def _licence(name: str) -> dict[str, Any]:
    """What the installed package says of its licence; nothing where it is not installed, as those for other systems are."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return {}
    if expression := told.get_all("License-Expression"):
        return {"licenses": [{"expression": expression[0]}]}
    named = [text.removeprefix(_CLASSIFIER) for text in told.get_all("Classifier") or () if text.startswith(_CLASSIFIER)]
    named = named or [line for text in told.get_all("License") or () for line in text.splitlines()[:1] if line]
    return {"licenses": [{"license": {"id": _SPDX[text]} if text in _SPDX else {"name": text}} for text in named]} if named else {}


def _vendored(folder: Path) -> Iterator[dict[str, Any]]:
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        text = " ".join((place / "VERSION.txt").read_text(encoding="utf-8").split())
        origin = _VENDORED.search(text)
        name, version = (origin[1], origin[2]) if origin else (place.name, "")
        address = f"pkg:npm/{name.replace('@', '%40')}@{version}" if origin else f"assets/vendor/{place.name}"
        files = sorted(path for path in place.iterdir() if path.is_file() and path.suffix != ".txt")
        yield {"type": "library", "bom-ref": address, "name": name, **({"version": version, "purl": address} if origin else {}),
               "licenses": [{"license": {"id": "OFL-1.1"} if "SIL Open Font License 1.1" in text else {"name": "LICENSE.txt"}}],
               "components": [{"type": "file", "bom-ref": f"assets/vendor/{place.name}/{file.name}", "name": file.name, "hashes": [
                   {"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}]} for file in files]}  # fmt: skip
