"""What went wrong in a step of one's own, in a sentence for whoever wrote it."""

import builtins
import re
import traceback
from collections.abc import Sequence
from pathlib import Path

from exhibit.errors import ExhibitError, did_you_mean
from exhibit.room import voice

_NOTHING = re.compile(r"'NoneType' object has no attribute '(\w+)'")
_NO_NAME = re.compile(r"name '(\w+)' is not defined")
_NO_PART = re.compile(r"'(\w+)' object has no attribute '(\w+)'")


def _place(error: BaseException, folders: Sequence[Path]) -> traceback.FrameSummary | None:
    """The last line of a step of one's own on the way to the error."""
    own = [
        each
        for each in traceback.extract_tb(error.__traceback__)
        if Path(each.filename).parent in folders
    ]
    return own[-1] if own else None


def _why(error: BaseException) -> str:
    """What the error says, and what to try."""
    said = str(error)
    if isinstance(error, ExhibitError):
        return said
    if found := _NOTHING.search(said):
        return (
            f"nothing was found this time, so there is no .{found[1]}: before it, write "
            "if found is None: and return."
        )
    if found := _NO_NAME.search(said):
        near = did_you_mean(found[1], [*_local(error), *dir(builtins)])
        return f'there is no name "{found[1]}" here.{near}'
    if isinstance(error, AttributeError) and (found := _NO_PART.search(said)):
        near = did_you_mean(found[2], [each for each in dir(error.obj) if each[0] != "_"])
        return f"{found[1]} has no .{found[2]}.{near}"
    if isinstance(error, ZeroDivisionError):
        return "it divides by zero: look first whether the number below the line is 0."
    return f"{type(error).__name__}: {said}."


def _local(error: BaseException) -> list[str]:
    """Names that the failing line could have used."""
    walked = list(traceback.walk_tb(error.__traceback__))
    frame = walked[-1][0] if walked else None
    return [*frame.f_locals, *frame.f_globals] if frame else []


def sentence(error: BaseException, folders: Sequence[str | Path]) -> str | None:
    """Where it is, what is wrong and what to try; None where no step of one's own is to blame."""
    there = _place(error, [Path(each) for each in folders])
    if there is None:
        return str(error) if isinstance(error, ExhibitError) else None
    path = Path(there.filename)
    where = f"{path.parent.name}/{path.name} line {there.lineno}, in {there.name}"
    return f"{where}: {_why(error)}"


def speak(error: BaseException, folders: Sequence[str | Path]) -> None:
    """Say it on the terminal, if this room may."""
    if said := sentence(error, folders):
        voice.say(said)
