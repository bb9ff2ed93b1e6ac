"""What a process is born with and how it dies: descriptors, hidden memory, its parent."""

import os
import socket
import stat
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum, auto

from exhibit.lock import kernel
from exhibit.lock.state import Reason

if sys.platform != "win32":
    import fcntl
    import resource

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_SIGKILL = 9
_CAPABILITIES = 0x2008_0522  # version 3, of 64 bits
_DAC_READ_SEARCH = 1 << 2

_STREAMS = {1: "stdout", 2: "stderr"}


class Hole(IntEnum):
    """What an inherited descriptor still opens once the locks are on."""

    FILE = auto()
    SOCKET = auto()


@dataclass(frozen=True)
class Descriptor:
    """An open descriptor that neither lock reaches."""

    number: int
    hole: Hole


def look_over() -> Reason:
    """See to what came in from outside: why it is still a hole, if it is."""
    reasons = Reason(0)
    try:
        replace_outputs()
        if len(os.listdir("/proc/self/task")) > 1:
            reasons |= Reason.THREADS
        holes = {each.hole for each in inherited()}
    except OSError:
        return reasons | Reason.UNSEEN
    if Hole.FILE in holes:
        reasons |= Reason.INHERITED_FILE
    if Hole.SOCKET in holes:
        reasons |= Reason.INHERITED_SOCKET
    return reasons


def inherited() -> tuple[Descriptor, ...]:
    """The open descriptors by which a locked process could still write or talk; raises OSError.

    Shared memory (the canvas) is no such hole, nor is a pipe, a terminal or a local socket.
    """
    memory = _memory_device()
    numbers = sorted(int(name) for name in os.listdir("/proc/self/fd"))
    found = ((number, _hole(number, memory)) for number in numbers)
    return tuple(Descriptor(number, hole) for number, hole in found if hole)


def _memory_device() -> int:
    """The device number of memory shared by descriptor, which stat calls a regular file too."""
    memory = os.memfd_create("device")
    try:
        return os.fstat(memory).st_dev
    finally:
        os.close(memory)


def _hole(number: int, memory: int) -> Hole | None:
    """What a descriptor opens, if anything; None too if it is gone (the listing's own is)."""
    try:
        status = os.fstat(number)
    except OSError:
        return None
    if stat.S_ISSOCK(status.st_mode):
        return None if _family(number) == socket.AF_UNIX else Hole.SOCKET
    disk = stat.S_ISREG(status.st_mode) and status.st_dev != memory
    if (disk or stat.S_ISBLK(status.st_mode)) and _writable(number):
        return Hole.FILE
    return None


def _family(number: int) -> int:
    with socket.socket(fileno=os.dup(number)) as copy:
        return copy.family


def _writable(number: int) -> bool:
    return fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY


def replace_outputs() -> tuple[int, ...]:
    """Put /dev/null where stdout or stderr is a file, and say so; which of 1 and 2 it was.

    Raises OSError.
    """
    files = tuple(number for number in _STREAMS if _is_file(number))
    for number in files:
        _say(
            f"{_STREAMS[number]} is a file and no file is written while the exhibit runs, so it "
            "goes nowhere from here on; use a pipe instead."
        )
    for number in files:
        _replace(number)
    return files


def _say(sentence: str) -> None:
    if sys.stderr is not None:
        print(f"exhibit: {sentence}", file=sys.stderr, flush=True)


def _is_file(number: int) -> bool:
    try:
        return stat.S_ISREG(os.fstat(number).st_mode)
    except OSError:
        return False


def _replace(number: int) -> None:
    stream = sys.stdout if number == 1 else sys.stderr
    if stream is not None:
        stream.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def hide() -> Reason:
    """Hide this memory from other programs of the same user, and leave no core; why not, if not.

    Starting a program undoes it, so every process locks itself.
    """
    try:
        kernel.call("prctl", _PR_SET_DUMPABLE, 0, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except OSError:
        return Reason.DUMPABLE
    return Reason(0)


def give_up_rights() -> Reason:
    """Give up root's rights, but the one to read all files; why not, if not.

    For rooms: what they may only read stays so, even where root runs them. That one right stays,
    since the program itself may lie where only its owner reads. Who is not root has none to keep.
    """
    oneself = struct.pack("=Ii", _CAPABILITIES, 0)
    for kept in (_DAC_READ_SEARCH, 0):
        # struct __user_cap_data_struct, twice: effective, permitted, inheritable.
        with suppress(OSError):
            kernel.call("capset", oneself, struct.pack("=6I", kept, kept, 0, 0, 0, 0))
            return Reason(0)
    return Reason.RIGHTS


def write_nothing() -> None:
    """Let no file, nor any new shared memory, grow by a byte; made memory stays as it is.

    For rooms: the lobby makes canvases all day.
    """
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def die_with(parent: int) -> bool:
    """Have the kernel kill this process when its parent does; whether the parent still lives.

    parent: its process id. False means that it died before it could be watched: leave at once.
    It is the parent's *thread* that counts: start rooms from the main one. Outside Linux nobody
    watches; a room there finds its pipe closed.
    """
    with suppress(OSError):
        kernel.call("prctl", _PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    return os.getppid() == parent
