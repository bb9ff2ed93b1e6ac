"""Waiting for descriptors, however high their numbers: select() ends at 1,024. Not for Windows."""

import select
from collections.abc import Iterable


def readable(descriptors: Iterable[int], seconds: float | None = None) -> bool:
    """Wait until one can be read or is at its end, or so long; whether one can be."""
    waiting = select.poll()
    for descriptor in descriptors:
        waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(None if seconds is None else seconds * 1000))
