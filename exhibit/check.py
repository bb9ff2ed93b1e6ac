"""exhibit check: what is wrong with this computer, and how to mend it, in words."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from exhibit import devices
from exhibit.errors import ExhibitError
from exhibit.lock import Part, Trial, lock_lobby, self_test
from exhibit.models import check_models
from exhibit.settings import Settings, load_settings

_SWAPS = Path("/proc/swaps")


@dataclass(frozen=True)
class Answer:
    """One thing looked at: whether it is fine (None: worth knowing), and a sentence."""

    what: str
    fine: bool | None
    says: str


def _tried(what: str, good: str, attempt: Callable[[], object]) -> Answer:
    """An attempt that complains by itself when something is wrong."""
    try:
        attempt()
    except ExhibitError as error:
        return Answer(what, False, str(error))
    return Answer(what, True, good)


def _texts(settings: Settings) -> None:
    """Words, theme, citations and steps, each of which complains; no step is run."""
    from exhibit.page.theme import Theme
    from exhibit.own_steps import check_visit

    Theme.named(settings.screen.theme)
    check_visit(settings)


def _lock_here() -> tuple[Part, Trial, Trial]:
    """Lock a child of this process, and let it try what the lock should refuse."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        lock = lock_lobby()
        test = self_test(lock)
        os.write(writing, bytes([lock.parts, *divmod(test.tried, 256), *divmod(test.held, 256)]))
        os._exit(0)
    os.close(writing)
    parts, a, b, c, d = os.read(reading, 5)
    os.close(reading)
    os.waitpid(child, 0)
    return Part(parts), Trial(a * 256 + b), Trial(c * 256 + d)


def _lock() -> Answer:
    """Whether the kernel keeps the promises."""
    if sys.platform != "linux":
        return Answer("lock", False, "Local only is NOT ENFORCED: only Linux has such a lock.")
    parts, tried, held = _lock_here()
    if not (Part.NETWORK in parts and Part.FILES in parts):
        return Answer("lock", False, "The kernel's lock is missing: Linux 6.2 or newer has it.")
    if tried != held:
        failed = ", ".join(str(each.name) for each in Trial if each in tried & ~held)
        return Answer("lock", False, f"The lock did not hold against {failed}: ask for help.")
    return Answer("lock", True, "No network can be reached and no file written; tried just now.")


def _cameras() -> list[Answer]:
    """Which cameras there are, asked without opening any for pictures."""
    survey = devices.survey()
    if not survey.known:
        return [Answer("camera", None, "This system cannot say which cameras it has.")]
    names = [f"{each.path} ({each.name})" for each in survey.cameras]
    answers = [Answer("camera", False, each) for each in survey.complaints]
    if names:
        answers.append(Answer("camera", True, f"There is {', '.join(names)}."))
    elif not answers:
        answers.append(Answer("camera", None, "There is no camera: the actor stands in."))
    return answers


def _swap() -> Answer:
    """Memory that goes to a disk is a hole in the promise."""
    try:
        used = len(_SWAPS.read_text(encoding="ascii").splitlines()) > 1
    except OSError:
        return Answer("swap", None, "This system cannot say whether it swaps memory to a disk.")
    if used:
        return Answer("swap", False, "Swap is on: memory may go to a disk. Turn it off: swapoff -a")
    return Answer("swap", True, "No memory is swapped to a disk.")


def _display() -> Answer:
    """Whether there is a screen to open a window on."""
    if sys.platform != "linux" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        return Answer("display", True, "A screen can be asked for.")
    return Answer("display", False, "There is no screen here: start it in a session with a screen.")


def answers(settings: Path | None) -> list[Answer]:
    """Everything that is looked at."""
    given = Settings()
    first = _tried("settings", "The settings can be read.", lambda: load_settings(settings))
    if first.fine:
        given = load_settings(settings)
    good = "Texts, theme, sources and steps are whole."
    return [
        first,
        _tried("models", "Every model file is what it should be.", check_models),
        _tried("texts", good, lambda: _texts(given)),
        _lock(),
        *_cameras(),
        _swap(),
        _display(),
    ]


def main(settings: Path | None, as_json: bool) -> int:
    """The command: 0 when nothing is wrong, 1 otherwise."""
    found = answers(settings)
    if as_json:
        print(json.dumps([asdict(each) for each in found]))
    else:
        for each in found:
            sign = {True: "good", False: "MEND", None: "note"}[each.fine]
            print(f"{sign}  {each.what:<9} {each.says}")
    return 1 if any(each.fine is False for each in found) else 0
