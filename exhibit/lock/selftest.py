"""The lock, really tried: right after locking, in the locked process, answered by numbers."""

import errno
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import partial
from pathlib import Path

from exhibit.lock import kernel
from exhibit.lock.attempts import SIGNATURE
from exhibit.lock.state import Lock, Part


class Trial(IntFlag):
    """What is tried; all but the last must be refused."""

    INET = auto()
    """A socket to the internet, version 4."""
    INET6 = auto()
    """A socket to the internet, version 6."""
    UNIX = auto()
    """A socket within this computer."""
    START = auto()
    """A copy of this process (fork)."""
    EXECUTE = auto()
    """Another program in this process's place."""
    SIGNAL = auto()
    """A signal, of no effect, to the process that started this one."""
    CREATE = auto()
    """A file made where anyone may make one."""
    WRITE = auto()
    """A file or device, which anyone may write, opened to be written; nothing is written."""
    CANVAS = auto()
    """Memory without a file behind it. It must work: the canvas is made of it."""


@dataclass(frozen=True)
class SelfTest:
    """What was tried, and for which of it the lock held."""

    tried: Trial
    held: Trial

    @property
    def passed(self) -> bool:
        """Whether the lock held against everything that was tried."""
        return self.tried == self.held


_REFUSED = frozenset({errno.EPERM, errno.EACCES, errno.EROFS})
# What the filters answer; EACCES would be somebody else's refusal, and prove nothing here.
_FILTERED = frozenset({errno.EPERM, errno.ENOSYS})


def self_test(lock: Lock) -> SelfTest:
    """Try whatever the lock was asked to prevent, held or not, and undo at once what succeeds.

    In a room it waits for the lobby to answer two network attempts: send_listener() comes first.
    """
    trials = dict(_EVERYWHERE)
    if Part.PROCESSES in lock.asked:
        trials |= _ROOM
    results = {trial: attempt() for trial, attempt in trials.items()}
    tried = held = Trial(0)
    for trial, result in results.items():
        tried |= trial if result is not None else Trial(0)
        held |= trial if result else Trial(0)
    return SelfTest(tried, held)


def _refused(attempt: Callable[[], object], answers: frozenset[int] = _FILTERED) -> bool:
    """Whether an attempt fails, and with one of these error numbers."""
    try:
        attempt()
    except OSError as error:
        return error.errno in answers
    return False


def _socket(family: int) -> Callable[[], bool]:
    def attempt() -> None:
        if kernel.machine() is None:
            socket.socket(family, socket.SOCK_STREAM).close()
        else:
            os.close(kernel.call("socket", family, socket.SOCK_STREAM, SIGNATURE))

    return lambda: _refused(attempt)


def _unix() -> bool | None:
    if not hasattr(socket, "AF_UNIX"):
        return None
    return _socket(socket.AF_UNIX)()


def _start() -> bool | None:
    if sys.platform == "win32":
        return None

    def attempt() -> None:
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)

    return _refused(attempt)


def _execute() -> bool | None:
    """An empty path starts nothing: the kernel says ENOENT when it looks, EPERM when it won't."""
    if sys.platform == "win32":
        return None
    return _refused(lambda: os.execv("", ["nothing"]))


def _signal() -> bool | None:
    if sys.platform == "win32":
        return None
    return _refused(lambda: os.kill(os.getppid(), 0))


def _places() -> set[Path]:
    """Folders in which an unlocked process could make a file."""
    named = (os.environ.get(name, "") for name in ("HOME", "TMPDIR", "TEMP", "XDG_RUNTIME_DIR"))
    places = {"/tmp", "/var/tmp", "/dev/shm", os.curdir, *named}
    return {Path(place) for place in places if os.path.isdir(place)}


def _create() -> bool | None:
    return _all_refused([partial(_make, place) for place in _places()])


def _all_refused(attempts: list[Callable[[], object]]) -> bool | None:
    """Every attempt is made, so that each is undone, whatever came of those before."""
    results = [_refused(attempt, _REFUSED) for attempt in attempts]
    return all(results) if results else None


def _make(place: Path) -> None:
    """Make a file and remove it at once; raises OSError."""
    path = place / f"exhibit-{os.urandom(8).hex()}"
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(made)
    path.unlink()


def _write() -> bool | None:
    """/dev/zero is anyone's to write, and this file its owner's."""
    paths = [path for path in ("/dev/zero", __file__) if os.path.exists(path)]
    return _all_refused([partial(_open, path) for path in paths])


def _open(path: str) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_APPEND))


def _canvas() -> bool | None:
    if not hasattr(os, "memfd_create"):
        return None
    with suppress(OSError):
        os.close(os.memfd_create("self-test"))
        return True
    return False


_EVERYWHERE: dict[Trial, Callable[[], bool | None]] = {
    Trial.INET: _socket(socket.AF_INET),
    Trial.INET6: _socket(socket.AF_INET6),
    Trial.CREATE: _create,
    Trial.WRITE: _write,
    Trial.CANVAS: _canvas,
}
_ROOM: dict[Trial, Callable[[], bool | None]] = {
    Trial.UNIX: _unix,
    Trial.START: _start,
    Trial.EXECUTE: _execute,
    Trial.SIGNAL: _signal,
}
