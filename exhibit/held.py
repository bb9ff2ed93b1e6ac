"""Held memory: made by the door, filled once by the builder, then only read, by rooms.

On Linux a place is the descriptor of memory without a name. The builder maps it and has the kernel
seal it before anything else: from then on nobody can write there but by that one mapping, so that
what a room is handed can never hold a visitor. Filled, it is sealed for good. Until then whoever
has it open for writing could cut it short: so a room is handed a descriptor of its own, opened to
read, and the memory's permissions let it be opened in no other way.

Elsewhere a place is the path of a file, which is complete as soon as it is there.
"""

import mmap
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from exhibit.elsewhere import elsewhere

if sys.platform != "win32":
    import fcntl

Place = int | str

_MOST = 1 << 30  # bytes mapped until the size is known; pages that are not filled cost nothing
_SEAL, _SHRINK, _GROW, _WRITE, _FUTURE_WRITE = 0x1, 0x2, 0x4, 0x8, 0x10
_GET_SEALS, _ADD_SEALS = 1034, 1033
_READ = 0o400  # whoever opens it anew; the door and the builder have it open


@contextmanager
def places(*names: str) -> Iterator[tuple[Place, ...]]:
    """A place for each name, given back at the end."""
    if elsewhere():
        with TemporaryDirectory(prefix="exhibit-", ignore_cleanup_errors=True) as folder:
            yield tuple(str(Path(folder, name)) for name in names)
        return
    descriptors = tuple(os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
                        for name in names)  # fmt: skip
    for descriptor in descriptors:
        os.fchmod(descriptor, _READ)
    try:
        yield descriptors
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def _seals(place: int) -> int:
    return fcntl.fcntl(place, _GET_SEALS)


def is_shut(place: Place | None) -> bool:
    """Whether nobody can write there any more, but the builder through what it has mapped."""
    if place is None or isinstance(place, str):
        return place is not None
    return bool(_seals(place) & (_FUTURE_WRITE | _WRITE))


def is_ready(place: Place) -> bool:
    """Whether it is filled."""
    return os.path.exists(place) if isinstance(place, str) else bool(_seals(place) & _WRITE)


@contextmanager
def lent(place: Place | None) -> Iterator[Place | None]:
    """A place as one room may have it; None if there is none, or if it could be written to.

    It is opened anew: what the kernel keeps with an open file, such as where a reader stands and
    what it locked, is then the room's alone, and goes with it.
    """
    if not isinstance(place, int) or not is_shut(place):
        yield place if is_shut(place) else None
        return
    anew = os.open(f"/proc/self/fd/{place}", os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield anew
    finally:
        os.close(anew)


class Filling:
    """Memory that is being filled: written through one mapping, shut to everyone else."""

    def __init__(self, descriptor: int) -> None:
        """Map it and shut it."""
        self._descriptor = descriptor
        os.ftruncate(descriptor, _MOST)
        self._memory = mmap.mmap(descriptor, _MOST)
        fcntl.fcntl(descriptor, _ADD_SEALS, _FUTURE_WRITE | _GROW)

    def take(self, descriptor: int) -> None:
        """Copy all of an open file, and seal."""
        size = os.fstat(descriptor).st_size
        with memoryview(self._memory) as whole:
            done = 0
            while done < size:
                with whole[done:size] as rest:
                    done += os.preadv(descriptor, [rest], done)
        self._memory.close()
        os.ftruncate(self._descriptor, size)
        fcntl.fcntl(self._descriptor, _ADD_SEALS, _SHRINK | _WRITE | _SEAL)
