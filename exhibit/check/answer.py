"""What the check says of one thing, and where it looks."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from exhibit import devices
from exhibit.errors import ExhibitError
from exhibit.paths import FONTS, MODELS, TEXT


@dataclass(frozen=True)
class Answer:
    """One thing looked at: whether it is fine (None: worth knowing), and a sentence."""

    what: str
    fine: bool | None
    says: str


@dataclass(frozen=True)
class Here:
    """This computer, as the check sees it; a test hands in another one with a fault."""

    proc: Path = Path("/proc")
    dev: Path = Path("/dev")
    ask: devices.Ask = devices.query
    models: Path = MODELS
    fonts: Path = FONTS
    text: Path = TEXT
    stdout: int = 1  # descriptor
    now: Callable[[], float] = time.time  # seconds since 1970
    surroundings: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))


def tried(what: str, good: str, attempt: Callable[[], object]) -> Answer:
    """An attempt that complains by itself when something is wrong."""
    try:
        attempt()
    except ExhibitError as error:
        return Answer(what, False, str(error))
    return Answer(what, True, good)
