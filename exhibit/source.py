"""What a visit looks at: a camera's number, a film, a picture, a folder, the actor, or auto."""

import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exhibit.devices import Device, cameras
from exhibit.errors import BadSettings, did_you_mean
from exhibit.messages import SourceKind

_WORDS = ("actor", "auto")
_NODE = re.compile(r"/dev/video(\d{1,3})")
_MOST_CAMERAS = 256  # minor numbers of V4L2 nodes
_TRY = "give a camera's number, a film, a picture, a folder of pictures, actor or auto."


@dataclass(frozen=True)
class Source:
    """Where frames come from; kind is None for auto, which resolve() decides.

    number: of a camera. path: absolute, of a film, a picture or a folder.
    """

    kind: SourceKind | None
    number: int | None = None
    path: Path | None = None

    def __str__(self) -> str:
        """The text that parse_source turns into this same source."""
        if self.kind is SourceKind.CAMERA:
            return str(self.number)
        if self.kind is SourceKind.CLIP:
            return str(self.path)
        return "auto" if self.kind is None else "actor"


ACTOR = Source(SourceKind.ACTOR)
AUTO = Source(None)


def _camera(number: str) -> Source:
    """The camera with this number."""
    if int(number) >= _MOST_CAMERAS:
        raise BadSettings(
            f"There is no camera {number}: they are numbered from 0 to {_MOST_CAMERAS - 1}."
        )
    return Source(SourceKind.CAMERA, number=int(number))


def _nothing(text: str, path: Path) -> BadSettings:
    """The complaint for a path where there is nothing, with the nearest name in that folder."""
    try:
        names = [each for each in os.listdir(path.parent) if not each.startswith(".")]
    except OSError:
        names = []
    near = did_you_mean(path.name, names)
    if not near and os.sep not in text:
        near = did_you_mean(text.lower(), _WORDS)
    return BadSettings(f'There is no film, picture or folder "{text}": {_TRY}{near}')


def _path(text: str) -> Source:
    """The film, picture or folder at this path; what is in it is looked at later."""
    try:
        path = Path(os.path.abspath(Path(text).expanduser()))
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise _nothing(text, path) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadSettings(f'The source "{text}" cannot be looked at ({reason}): {_TRY}') from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise BadSettings(f'The source "{text}" is neither a file nor a folder: {_TRY}')
    return Source(SourceKind.CLIP, path=path)


def parse_source(text: str) -> Source:
    """The source that a person named; BadSettings says what may be named instead."""
    if text in _WORDS:
        return ACTOR if text == "actor" else AUTO
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return _camera(text)
    if node := _NODE.fullmatch(text):
        return _camera(node[1])
    if "://" in text:
        raise BadSettings(f'The source "{text}" is an address, and exhibit opens none: {_TRY}')
    if not text.strip():
        raise BadSettings(f"The source is empty: {_TRY}")
    return _path(text)


def second_source(text: str, first: Source) -> Source | None:
    """The source of a second camera, None where the text is empty; BadSettings."""
    if not text:
        return None
    source = parse_source(text)
    if source.kind is None:
        raise BadSettings("[camera] second cannot be auto: give a camera's number, a film, actor.")
    if source.kind is SourceKind.CAMERA and source == first:
        raise BadSettings(f"[camera] second is camera {source}, as source is: name another.")
    return source


def resolve(source: Source, present: Callable[[], tuple[Device, ...] | None] = cameras) -> Source:
    """What auto stands for: the first camera, or the actor if there is none.

    Where a computer cannot say which cameras it has (macOS, Windows), auto is camera 0.
    """
    if source.kind is not None:
        return source
    found = present()
    if found is None:
        return Source(SourceKind.CAMERA, number=0)
    return Source(SourceKind.CAMERA, number=found[0].number) if found else ACTOR
