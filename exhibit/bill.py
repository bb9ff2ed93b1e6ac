"""exhibit bill: the software bill of materials: packages and files of others."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from exhibit import __version__
from exhibit.paths import ASSETS

_NAME = re.compile(r"^[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"extra\s*==")


@dataclass(frozen=True)
class Part:
    """A package or a file of others: name, version, licence; a file's sum."""

    kind: str  # library or file
    name: str
    version: str
    licence: str
    sha256: str = ""


def _licence(about: metadata.PackageMetadata) -> str:
    """What a package says of its licence; the shortest of the ways there are to say it."""
    if "License-Expression" in about:
        return about["License-Expression"]
    classes = [each for each in about.get_all("Classifier") or () if each.startswith("License ::")]
    if classes:
        return str(classes[-1]).rpartition(":: ")[2]
    first = about["License"] if "License" in about else ""
    return first.strip().split("\n")[0] or "not stated"


def _needed(name: str) -> Iterator[str]:
    """Names of what a package needs here and now, without its extras."""
    for line in metadata.requires(name) or ():
        if not _EXTRA.search(line) and (match := _NAME.match(line)):
            yield match.group()


def libraries(root: str = "exhibit") -> list[Part]:
    """Every package the exhibit brings, itself and what it needs, as installed here."""
    found: dict[str, Part] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        key = name.lower().replace("_", "-").replace(".", "-")
        if key in found:
            continue
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # asked for on another system or version of Python only
        found[key] = Part("library", about["Name"], about["Version"], _licence(about))
        waiting += _needed(name)
    return sorted(found.values(), key=lambda part: part.name.lower())


def files() -> list[Part]:
    """Every file of others under assets, with the sum it must have; its README says whence."""
    parts = []
    for sums in sorted(ASSETS.glob("*/SHA256SUMS")):
        folder = sums.parent.name
        for line in sums.read_text(encoding="utf-8").splitlines():
            digest, _, name = line.partition("  ")
            if not name.startswith("LICENSE"):
                licence = f"see assets/{folder}/README.md"
                parts.append(Part("file", f"assets/{folder}/{name}", "", licence, digest))
    return parts


def cyclonedx(parts: list[Part]) -> str:
    """The bill in CycloneDX 1.5, JSON."""
    components = []
    for part in parts:
        one: dict[str, object] = {"type": part.kind, "name": part.name}
        one |= {"version": part.version} if part.version else {}
        one["licenses"] = [{"license": {"name": part.licence}}]
        if part.sha256:
            one["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
        else:
            one["purl"] = f"pkg:pypi/{part.name.lower()}@{part.version}"
        components.append(one)
    about = {"component": {"type": "application", "name": "exhibit", "version": __version__}}
    told = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": about}
    return json.dumps({**told, "components": components}, indent=1)


def main(as_json: bool) -> int:
    """Print the bill."""
    parts = libraries() + files()
    if as_json:
        print(cyclonedx(parts))
        return 0
    for part in parts:
        told = part.version or part.sha256[:16]
        print(f"{part.name:46} {told:18} {part.licence}")
    return 0
