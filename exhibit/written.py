"""Files that people write: read whole without waiting for anybody, and TOML that holds no trap."""

import errno
import os
import re
import stat
import tomllib
from io import BufferedReader
from pathlib import Path
from typing import Any

_MOST_BYTES = 1_000_000
_DEEPEST = 20
# The standard library takes a thousand times as long for keys of a hundred times as many parts.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_MANY_PARTS = re.compile(rf"""(?<![\w"'-])(?:{_PART}\.[ \t]*+){{21}}""")
_LARGEST = 2**63  # what TOML promises; longer ones cannot be compared, nor even said


def is_file(path: Path) -> bool:
    """Whether there is a file; no name is too long or too odd to ask."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder; no name is too long or too odd to ask."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def open_regular(path: Path) -> BufferedReader:
    """A regular file, for its bytes; OSError or ValueError."""
    # A pipe would be waited for at its opening.
    wait_not = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | wait_not))
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, "it is no regular file")


def read(path: Path) -> str:
    """The text of a regular file in UTF-8; OSError or ValueError."""
    with open_regular(path) as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise OSError(errno.EFBIG, "it is longer than a megabyte")
    return data.decode("utf-8-sig")


def tables(text: str) -> dict[str, Any]:
    """What a TOML text holds; ValueError where it is none, too deep, or a number too long."""
    if _MANY_PARTS.search(text):
        raise ValueError("it is nested too deeply")
    try:
        given = tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    _look_through(given)
    return given


def _look_through(given: object, depth: int = 0) -> None:
    """ValueError for what valid TOML may hold and no program can handle."""
    if depth > _DEEPEST:
        raise ValueError("it is nested too deeply")
    if isinstance(given, int) and not -_LARGEST <= given < _LARGEST:
        raise ValueError("a whole number is too long")
    inside = list(given.values()) if isinstance(given, dict) else given
    for each in inside if isinstance(inside, list) else ():
        _look_through(each, depth + 1)
