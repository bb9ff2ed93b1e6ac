"""exhibit class: a lesson a teacher drives; on the actor, unless the teacher says otherwise."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from exhibit.errors import BadSettings, did_you_mean
from exhibit.lesson import BENCHES
from exhibit.page.words import Words
from exhibit.settings import Settings


def settings_of(settings: Settings, source: str | None, folder: Path | None) -> Settings:
    """A class's settings: no camera that nobody named, no second one, no waving, own steps.

    The camera of a settings file is the museum's choice, and not a teacher's of today.
    """
    lens = replace(settings.camera, source=source or "actor", second="")
    visit = settings.visit
    if folder is not None:
        folders = (*visit.step_folders, str(folder.resolve()))
        visit = replace(visit, step_folders=folders)
    wave = replace(settings.input, wave=False, scan_seconds=0.0)
    return replace(settings, camera=lens, visit=visit, input=wave)


def check_bench(bench: str) -> str:
    """The bench, if there is such a one."""
    if bench and bench not in BENCHES:
        near = did_you_mean(bench, list(BENCHES))
        raise BadSettings(f'There is no bench "{bench}"; there are {", ".join(BENCHES)}.{near}')
    return bench


def tell_own(words: Words, steps: Sequence[str]) -> None:
    """Say on the terminal which numbers the steps of one's own have."""
    theirs = Words.load().step_names
    for number, name in enumerate(steps, 1):
        if name not in theirs:
            print(f"exhibit: your step {name} is number {number}: type {number} to see it.",
                  file=sys.stderr, flush=True)  # fmt: skip

