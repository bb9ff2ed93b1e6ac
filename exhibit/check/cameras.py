"""Which cameras there are, whether those that are set are among them, and a trial on request."""

import json
import subprocess
from collections.abc import Callable, Iterator
from functools import partial

from exhibit import devices
from exhibit.check.answer import Answer, Here, tried
from exhibit.errors import BadSettings, naming
from exhibit.messages import SourceKind
from exhibit.python import python
from exhibit.settings import Settings
from exhibit.source import Source, parse_source, second_source
from exhibit.tried import try_clip

_PATIENCE = 20  # seconds for a driver to answer
_SLOW = 15.0  # pictures a second
_DIM, _GLARING = 50.0, 210.0  # mean grey level

Try = Callable[[int], dict[str, float | str]]


def cameras(settings: Settings, here: Here) -> Iterator[Answer]:
    """Asked without opening any for pictures; what is shown in place of one is opened."""
    survey = devices.survey(here.dev, here.ask)
    if not survey.known:
        yield Answer("camera", None, "This system cannot say which cameras it has.")
    yield from (Answer("camera", False, each) for each in survey.complaints)
    names = ", ".join(f"{each.path} ({each.name})" for each in survey.cameras)
    if names:
        yield Answer("camera", True, f"There is {names}.")
    try:
        with naming("[camera] source"):
            first = parse_source(settings.camera.source)
        with naming("[camera] second"):
            second = second_source(settings.camera.second, first)
    except BadSettings as error:
        yield Answer("camera", False, str(error))
        return
    yield from _clips(first, second)
    if not survey.known:
        return
    if not names and not survey.complaints:
        yield from _none(first)
    numbers = [each.number for each in survey.cameras]
    if first.number is not None and names and first.number not in numbers:
        yield Answer("camera", False, f"There is no camera {first}: plug it in, or set source.")
    if second is not None and second.path is None:
        yield _second(second, numbers)


def _clips(*sources: Source | None) -> Iterator[Answer]:
    """The films and pictures that are to be shown, opened as a visit opens them."""
    for path in [each.path for each in sources if each and each.path]:
        yield tried("camera", f"{path} can be shown.", partial(try_clip, path))


def _none(first: Source) -> Iterator[Answer]:
    """No camera at all: whether one is wanted."""
    if first.kind is SourceKind.CAMERA:
        says = f"There is no camera, and [camera] source wants number {first}: plug it in."
        yield Answer("camera", False, says)
    elif first.kind is None:
        says = "There is no camera, so the actor stands in: plug one in, and start again."
        yield Answer("camera", None, says)
    else:
        yield Answer("camera", True, "There is no camera, and none is wanted.")


def _second(second: Source, numbers: list[int]) -> Answer:
    """The camera of the step "You again"."""
    if second.number is None:
        return Answer("camera", True, f"The second camera is {second}.")
    if second.number in numbers:
        return Answer("camera", True, f"The second camera, number {second}, is there.")
    return Answer(
        "camera",
        False,
        f"The second camera, number {second}, is missing: plug it in, or empty [camera] second.",
    )


def in_a_process(number: int) -> dict[str, float | str]:
    """The trial of one camera where a driver that hangs or breaks hurts nobody."""
    command = python("-m", "exhibit.camera.trial", str(number))
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE)
        told: dict[str, float | str] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return {"trouble": f"Camera {number} hangs, or its driver broke: plug it in again."}
    return told


def trials(settings: Settings, here: Here, attempt: Try = in_a_process) -> Iterator[Answer]:
    """Open each camera there is, and those that are set, for a second; keep no picture."""
    numbers = [each.number for each in devices.survey(here.dev, here.ask).cameras]
    for text in (settings.camera.source, settings.camera.second):
        if text.isdecimal():
            numbers.append(int(text))
    if not numbers:
        yield Answer("trial", None, "There is no camera to try.")
    for number in sorted(set(numbers)):
        yield _judged(number, attempt(number))


def _judged(number: int, told: dict[str, float | str]) -> Answer:
    """What the numbers of a trial mean."""
    if "trouble" in told:
        return Answer("trial", False, str(told["trouble"]))
    rate, light = float(told["rate"]), float(told["light"])
    says = (
        f"Camera {number} sends {told['width']}x{told['height']}, {rate:.0f} pictures a second, "
        f"mean light {light:.0f} of 255"
    )
    if light < _DIM:
        return Answer("trial", False, f"{says}: too dark, so turn on a light before the visitor.")
    if light > _GLARING:
        return Answer("trial", False, f"{says}: too bright, so turn it away from the light.")
    if rate < _SLOW:
        return Answer("trial", False, f"{says}: too slow, so give it more light, or another plug.")
    return Answer("trial", True, f"{says}; no picture was kept.")
