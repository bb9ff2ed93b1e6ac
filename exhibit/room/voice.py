"""A room's voice: one sentence on the terminal about a step, where no camera can be opened."""

import os
import stat
import sys

_LONGEST = 400  # bytes of a sentence
_kept: list[int] = []


def keep() -> None:
    """Keep the terminal for later, and send everything else that is printed nowhere.

    Before the lock. A file is not kept: nothing may be written while the exhibit runs.
    """
    if not stat.S_ISREG(os.fstat(2).st_mode):
        _kept.append(os.dup(2))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def say(sentence: str) -> None:
    """Say it, if a voice was kept; plain characters of one line only."""
    plain = "".join(each if each.isprintable() else " " for each in sentence)
    line = f"exhibit: {plain}".encode(sys.getfilesystemencoding(), "replace")[:_LONGEST] + b"\n"
    for descriptor in _kept:
        os.write(descriptor, line)
