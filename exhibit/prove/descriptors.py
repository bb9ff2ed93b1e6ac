"""What a process holds open: files, sockets, memory without a name, and what waits unread."""

import ctypes
import os
import re
import socket
import stat
import sys
from array import array
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from exhibit.living import folder_of

if sys.platform != "win32":
    import fcntl
    import termios

_NETWORKS = ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "icmp", "netlink", "packet")
_MEMORY_ONLY = ("/memfd:", "/dev/null", "/dev/video", "/dev/pts/", "/dev/tty")
_PIDFD_GETFD = 438  # the number of this call on every architecture
_PROC = Path("/proc")


def links(pid: int) -> Iterator[tuple[Path, str]]:
    """A process's open descriptors, as paths, and what each stands for.

    Of every thread: the first may have ended, and any may have a list of its own.
    """
    for task in (_PROC / str(pid) / "task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that ended meanwhile
            for entry in (task / "fd").iterdir():
                with suppress(FileNotFoundError, ProcessLookupError):
                    yield entry, os.readlink(entry)


def files_open_for_writing(pid: int) -> list[str]:
    """Regular files a process holds open for writing."""
    found = []
    for entry, target in links(pid):
        if not target.startswith("/") or target.startswith(_MEMORY_ONLY):
            continue
        with suppress(OSError):
            told = (entry.parent.parent / "fdinfo" / entry.name).read_text()
            flags = re.search(r"flags:\s*([0-7]+)", told)
            if flags and int(flags[1], 8) & os.O_ACCMODE:
                found.append(target)
    return list(dict.fromkeys(found))


def network_sockets(pid: int) -> list[str]:
    """Sockets of a process that reach beyond it by any means but AF_UNIX, by their kind."""
    held = {target[8:-1] for _, target in links(pid) if target.startswith("socket:[")}
    found = []
    for network in ("unix", *_NETWORKS):
        with suppress(OSError):
            table = (folder_of(pid) / "net" / network).read_text()
            there = held & set(re.findall(r"\b\d+\b", table))
            held -= there
            found += [] if network == "unix" else [network] * len(there)
    return found + ["of an unknown kind"] * len(held)


def inode(file: int | str | Path) -> str:
    """Device and number of a file, as in /proc/PID/maps."""
    status = os.stat(file)
    return f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x} {status.st_ino}"


def unnamed(pid: int) -> dict[str, tuple[Path, str]]:
    """Memory and files that a process holds open and that no folder names.

    inode: (path by which it can be read, name).
    """
    found: dict[str, tuple[Path, str]] = {}
    for entry, target in links(pid):
        with suppress(FileNotFoundError, ProcessLookupError):
            if target.startswith("/"):
                status = os.stat(entry)
                if stat.S_ISREG(status.st_mode) and not status.st_nlink:
                    found.setdefault(inode(entry), (entry, target.removesuffix(" (deleted)")))
    return found


def standard() -> set[str]:
    """Where this process's own words go, and come from."""
    return {inode(entry) for entry, _ in links(os.getpid()) if entry.name in ("0", "1", "2")}


def own_channels() -> set[str]:
    """Pipes and sockets of this process: what waits there is on its way out of the exhibit."""
    return {target for _, target in links(os.getpid()) if target.startswith(("pipe:", "socket:"))}


def unread(pid: int, known: set[str]) -> list[str]:
    """Pipes and sockets, but for the known ones, in which something waits to be read.

    Sockets that lead to a name, as to the display, are left out. OSError if we may not look.
    """
    found = []
    for entry, target in links(pid):
        if target.startswith(("pipe:", "socket:")) and target not in known:
            known.add(target)
            looks = _pipe_waits if target.startswith("pipe:") else _socket_waits
            if looks(pid, entry):
                found.append(target.partition(":")[0])
    return found


def _pipe_waits(_pid: int, entry: Path) -> bool:
    """Whether bytes are in a pipe."""
    descriptor = os.open(entry, os.O_RDONLY | os.O_NONBLOCK)
    try:
        waiting = array("i", [0])
        fcntl.ioctl(descriptor, termios.FIONREAD, waiting)
        return waiting[0] > 0
    finally:
        os.close(descriptor)


def _socket_waits(pid: int, entry: Path) -> bool:
    """Whether a message, an empty one too, is in a socket without a name at its other end."""
    with _same(pid, entry) as there:
        if there.family != socket.AF_UNIX:
            return False  # a network socket is a fault by itself
        with suppress(OSError):  # nobody is at its other end, or nobody is any more
            if there.getpeername():
                return False
        try:
            head = there.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except OSError:  # nothing is there, or it only waits for callers
            return False
        return bool(head) or there.type != socket.SOCK_STREAM


def _same(pid: int, entry: Path) -> socket.socket:
    """Another process's own socket."""
    holder = os.pidfd_open(pid)
    try:
        descriptor = ctypes.CDLL(None, use_errno=True).syscall(
            _PIDFD_GETFD, holder, int(entry.name), 0
        )
    finally:
        os.close(holder)
    if descriptor < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    try:
        if os.stat(entry).st_ino != os.fstat(descriptor).st_ino:
            raise OSError(0, "a thread has descriptors of its own")
        return socket.socket(fileno=os.dup(descriptor))
    finally:
        os.close(descriptor)


def canvases(pid: int) -> list[int]:
    """The canvas memory of a room, opened by us to be read after the room is gone."""
    found: dict[int, int] = {}
    for entry, target in links(pid):
        if target.startswith("/memfd:canvas"):
            if (number := os.stat(entry).st_ino) not in found:
                found[number] = os.open(entry, os.O_RDONLY)
    return list(found.values())


def not_zero(descriptor: int) -> tuple[int, int]:
    """How many bytes of shared memory are not zero, and how many there are; closes it."""
    try:
        size = os.fstat(descriptor).st_size
        data = os.pread(descriptor, size, 0)
        return size - data.count(0), size
    finally:
        os.close(descriptor)
