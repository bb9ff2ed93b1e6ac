"""The canvas: the one picture that the room draws and the lobby shows, in memory they share.

Three slots, so that the room never draws where the lobby reads and no queue of old faces forms.
Pixels are BGRX in memory, row by row, opaque.
"""

import ctypes
import mmap
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from exhibit.elsewhere import elsewhere

SLOTS = 3
_HEADER = 4096
_LATEST, _SEQUENCE, _READING = 0, 1, 2  # places of 32-bit integers in the header
_NOTHING = 99  # a slot number that no slot has
_LOOKS = 32  # a room that writes nonsense here must not hold the lobby up
_BLOCK = 1 << 18
_MFD_CLOEXEC, _MFD_ALLOW_SEALING, _MFD_NOEXEC_SEAL = 1, 2, 8
_SEAL_SHRINK_GROW_SEAL = 0x1 | 0x2 | 0x4


@dataclass(frozen=True)
class Token:
    """What a room needs to attach a canvas: a descriptor it inherits, and the size in pixels."""

    descriptor: int
    width: int
    height: int


def _bytes(width: int, height: int) -> int:
    """How much memory a canvas takes: whole pages, since what lies behind the end of the last one
    could be mapped and written to, and would be neither zeroed nor counted.
    """
    wanted = _HEADER + SLOTS * width * height * 4
    return -(-wanted // mmap.PAGESIZE) * mmap.PAGESIZE


def _memfd(size: int) -> int:
    """Nameless memory, sealed against any change of size; Linux."""
    import fcntl

    try:
        flags = _MFD_CLOEXEC | _MFD_ALLOW_SEALING | _MFD_NOEXEC_SEAL
        descriptor = os.memfd_create("canvas", flags)
    except OSError:  # NOEXEC_SEAL is younger than 2023
        descriptor = os.memfd_create("canvas", _MFD_CLOEXEC | _MFD_ALLOW_SEALING)
    os.ftruncate(descriptor, size)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, _SEAL_SHRINK_GROW_SEAL)
    return descriptor


def _unlinked(size: int) -> int:
    """Shared memory whose name is removed at once; any POSIX system."""
    import _posixshmem  # what multiprocessing.shared_memory stands on, without its extra process

    name = f"/exhibit-{os.getpid()}"
    descriptor: int = _posixshmem.shm_open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode=0o600)
    _posixshmem.shm_unlink(name)
    os.ftruncate(descriptor, size)
    return descriptor


def _name(_size: int) -> int:
    """A number nobody else uses, which names the memory; Windows."""
    return int.from_bytes(os.urandom(4), "little") >> 1


def _attach(token: Token, size: int) -> mmap.mmap:
    """The shared memory of a token, mapped."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size, tagname=f"exhibit-{token.descriptor}")
    return mmap.mmap(token.descriptor, size)


def _maker(generic: bool) -> Callable[[int], int]:
    """How this system makes shared memory without a name on disk."""
    if sys.platform == "win32":
        return _name
    return _unlinked if generic or elsewhere() else _memfd


class Canvas:
    """Shared picture memory of width x height pixels, 4 bytes each, three times."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self.size = (token.width, token.height)
        self.slot_bytes = token.width * token.height * 4
        self.bytes = _bytes(token.width, token.height)
        self._map = _attach(token, self.bytes)
        if hasattr(mmap, "MADV_DONTDUMP"):
            self._map.madvise(mmap.MADV_DONTDUMP)
        self._view = memoryview(self._map)
        self._header = self._view[:_HEADER].cast("I")

    @classmethod
    def create(cls, width: int, height: int, generic: bool = False) -> "Canvas":
        """A new, empty canvas; generic takes the way of systems that have no memfd."""
        memory = _maker(generic)(_bytes(width, height))
        try:
            canvas = cls(Token(memory, width, height))
        except OSError:  # no memory, or no descriptor for the map's own copy
            if sys.platform != "win32":
                os.close(memory)
            raise
        canvas._header[_LATEST] = canvas._header[_READING] = _NOTHING
        return canvas

    def slot(self, number: int) -> memoryview:
        """The pixels of one slot, writable."""
        start = _HEADER + number * self.slot_bytes
        return self._view[start : start + self.slot_bytes]

    def free_slot(self) -> int:
        """A slot that is neither shown nor newest; for the room."""
        taken = (self._header[_LATEST], self._header[_READING])
        return next(number for number in range(SLOTS) if number not in taken)

    def publish(self, number: int) -> int:
        """Make a drawn slot the newest; returns its sequence number."""
        self._header[_SEQUENCE] = (self._header[_SEQUENCE] + 1) % 2**31
        self._header[_LATEST] = number
        return int(self._header[_SEQUENCE])

    def newest(self) -> int | None:
        """The newest slot, kept from the room until the next call; for the lobby."""
        latest = _NOTHING
        for _ in range(_LOOKS):
            latest = self._header[_LATEST]
            self._header[_READING] = latest
            if self._header[_LATEST] == latest:  # else the room moved on in between: look again
                break
        return int(latest) if latest < SLOTS else None

    def zero(self) -> None:
        """Overwrite every byte, header too, with zero."""
        first = ctypes.c_char.from_buffer(self._map)
        ctypes.memset(ctypes.addressof(first), 0, self.bytes)

    def count_zeros(self) -> int:
        """How many bytes are zero now, counted one by one."""
        blocks = range(0, self.bytes, _BLOCK)
        return sum(bytes(self._view[at : at + _BLOCK]).count(0) for at in blocks)

    def close(self) -> None:
        """Unmap and close; surfaces made over the slots must be gone by then."""
        self._header.release()
        self._view.release()
        self._map.close()
        if sys.platform != "win32":
            os.close(self.token.descriptor)
