"""The command: every answer, as lines to read or as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from exhibit.check.answer import Answer, Here, tried
from exhibit.check.cameras import cameras, trials
from exhibit.check.city import city
from exhibit.check.computer import computer
from exhibit.check.files import files
from exhibit.check.locked import lock
from exhibit.settings import Settings, load_settings

_SIGNS = {True: "good", False: "MEND", None: "note"}


def answers(
    path: Path | None, try_cameras: bool = False, here: Here | None = None
) -> Iterator[Answer]:
    """Everything that is looked at; where the settings are wrong, by the defaults."""
    here = here or Here()
    yield (first := tried("settings", "The settings are right.", lambda: load_settings(path)))
    settings = load_settings(path) if first.fine else Settings()
    yield from files(settings, here)
    yield lock()
    yield city(settings)
    yield from cameras(settings, here)
    if try_cameras:
        yield from trials(settings, here)
    yield from computer(settings, here)


def main(path: Path | None, as_json: bool, try_cameras: bool = False) -> int:
    """0 when nothing is wrong, 1 otherwise."""
    found = list(answers(path, try_cameras))
    if as_json:
        print(json.dumps([asdict(each) for each in found]))
    else:
        for each in found:
            print(f"{_SIGNS[each.fine]}  {each.what:<9} {each.says}")
    return 1 if any(each.fine is False for each in found) else 0
