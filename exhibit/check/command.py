"""The command: every answer, as lines to read or as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from exhibit.asked import settings_of
from exhibit.check.answer import Answer, Here, tried
from exhibit.check.cameras import cameras, trials
from exhibit.check.city import city
from exhibit.check.computer import computer
from exhibit.check.files import files
from exhibit.check.locked import lock
from exhibit.errors import in_file
from exhibit.settings import Settings

_SIGNS = {True: "good", False: "MEND", None: "note"}


def answers(
    path: Path | None,
    try_cameras: bool = False,
    here: Here | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Iterator[Answer]:
    """Everything that is looked at; where the settings are wrong, by the defaults."""
    here = here or Here()

    def load() -> Settings:
        return settings_of(path, source, language)

    yield (first := tried("settings", "The settings are right.", load))
    settings = load() if first.fine else Settings()
    for each in _looked_at(settings, here, try_cameras):
        file = None if source and each.what == "camera" else path  # then it is not the file's fault
        yield each if each.fine else replace(each, says=in_file(file, each.says))


def _looked_at(settings: Settings, here: Here, try_cameras: bool) -> Iterator[Answer]:
    """All but the settings file itself."""
    yield from files(settings, here)
    yield lock()
    yield city(settings)
    yield from cameras(settings, here)
    if try_cameras:
        yield from trials(settings, here)
    yield from computer(settings, here)


def main(
    path: Path | None,
    as_json: bool,
    try_cameras: bool = False,
    source: str | None = None,
    language: str | None = None,
) -> int:
    """0 when nothing is wrong, 1 otherwise. source, language: laid over the settings' own."""
    found = list(answers(path, try_cameras, source=source, language=language))
    if as_json:
        print(json.dumps([asdict(each) for each in found]))
    else:
        for each in found:
            print(f"{_SIGNS[each.fine]}  {each.what:<9} {each.says}")
    return 1 if any(each.fine is False for each in found) else 0
