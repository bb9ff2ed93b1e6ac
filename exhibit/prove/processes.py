"""What the kernel says of the exhibit's processes: files, sockets, memory they share, children."""

import ctypes
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PR_SET_CHILD_SUBREAPER = 36
_SEAL_WRITE = 0x8 | 0x10  # F_SEAL_WRITE, F_SEAL_FUTURE_WRITE
_NETWORKS = ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "icmp", "netlink", "packet")
_MEMORY_ONLY = ("/memfd:", "/dev/null", "/dev/video", "/dev/pts/", "/dev/tty")
_PROC = Path("/proc")


def adopt_orphans() -> None:
    """Become the parent of every process whose own parent goes: none can hide by outliving it."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _parents() -> dict[int, int]:
    """Every living process and its parent."""
    found = {}
    for entry in _PROC.iterdir():
        with suppress(OSError, ValueError):
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            if state not in "ZX":
                found[int(entry.name)] = int(parent)
    return found


def descendants(of: int) -> list[int]:
    """Every living process below another."""
    parents = _parents()
    found, fresh = [], [of]
    while fresh:
        fresh = [pid for pid, parent in parents.items() if parent in fresh]
        found += fresh
    return found


def children(of: int) -> list[int]:
    """Every living child."""
    return [pid for pid, parent in _parents().items() if parent == of]


def name_of(pid: int) -> str:
    """A word for a process: the part of the exhibit it runs, or its program's name."""
    with suppress(OSError):
        command = (_PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
        parts = [each for each in command if each.startswith(b"exhibit.")]
        if b"-m" in command and parts:
            return parts[0].decode(errors="replace").removeprefix("exhibit.")
        return (_PROC / str(pid) / "comm").read_text().strip()
    return "gone"


def gone(pids: list[int], seconds: float) -> list[int]:
    """Wait for processes to end, so long; those that have not. Our own are reaped."""
    end = time.monotonic() + seconds
    while True:
        for pid in pids:
            with suppress(OSError):
                os.waitpid(pid, os.WNOHANG)
        living = _parents()
        left = [pid for pid in pids if pid in living]
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.02)


def halt(pid: int, seconds: float = 1.0) -> None:
    """Stop a process, and wait (so long at most) until each of its threads stands still."""
    end = time.monotonic() + seconds
    with suppress(OSError):  # it may be gone by now, or a thread of it
        os.kill(pid, signal.SIGSTOP)
        while time.monotonic() < end:
            told = [each.read_text() for each in (_PROC / str(pid) / "task").glob("*/stat")]
            if all(each.rpartition(")")[2].split()[0] in "TtZX" for each in told):
                break
            time.sleep(0.001)


def _links(pid: int) -> Iterator[tuple[int, str]]:
    """A process's open descriptors and what they stand for."""
    for entry in (_PROC / str(pid) / "fd").iterdir():
        with suppress(OSError):
            yield int(entry.name), os.readlink(entry)


def files_open_for_writing(pid: int) -> list[str]:
    """Regular files a process holds open for writing."""
    found = []
    for number, target in _links(pid):
        if not target.startswith("/") or target.startswith(_MEMORY_ONLY):
            continue
        with suppress(OSError):
            told = (_PROC / str(pid) / "fdinfo" / str(number)).read_text()
            flags = re.search(r"flags:\s*([0-7]+)", told)
            if flags and int(flags[1], 8) & os.O_ACCMODE:
                found.append(target)
    return found


def network_sockets(pid: int) -> list[str]:
    """Sockets of a process that reach beyond it by any means but AF_UNIX, by their kind."""
    held = {target[8:-1] for _, target in _links(pid) if target.startswith("socket:[")}
    found = []
    for network in ("unix", *_NETWORKS):
        with suppress(OSError):
            table = (_PROC / str(pid) / "net" / network).read_text()
            there = held & set(re.findall(r"\b\d+\b", table))
            held -= there
            found += [] if network == "unix" else [network] * len(there)
    return found + ["of an unknown kind"] * len(held)


def shared_maps(pid: int) -> dict[str, tuple[str, bool]]:
    """Memory without a disk behind it that a process shares: inode, (name, whether writable)."""
    found: dict[str, tuple[str, bool]] = {}
    for line in (_PROC / str(pid) / "maps").read_text().splitlines():
        _, mode, _, device, inode, *name = line.split(maxsplit=5)
        memory = bool(name) and name[0].startswith(("/memfd:", "/SYSV", "/dev/shm", "/dev/zero"))
        if memory and mode[3] == "s":
            key = f"{device} {inode}"
            writable = "w" in mode or found.get(key, ("", False))[1]
            found[key] = (name[0].removesuffix(" (deleted)"), writable)
    return found


def sealed(pids: list[int]) -> dict[str, str]:
    """Shared memory that nobody can write any more, as the kernel says: inode and name."""
    found: dict[str, str] = {}
    for pid in pids:
        with suppress(OSError):
            for number, target in _links(pid):
                if target.startswith("/memfd:"):
                    with suppress(OSError):
                        found |= _seals(f"/proc/{pid}/fd/{number}", target)
    return found


def _seals(path: str, target: str) -> dict[str, str]:
    """The inode and name of one memfd, if it is sealed against writing."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if not fcntl.fcntl(descriptor, fcntl.F_GET_SEALS) & _SEAL_WRITE:
            return {}
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    device = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}"
    return {f"{device} {status.st_ino}": target.removesuffix(" (deleted)")}


def canvases(pid: int) -> list[int]:
    """The canvas memory of a room, opened by us to be read after the room is gone."""
    found: dict[int, int] = {}
    for number, target in _links(pid):
        if target.startswith("/memfd:canvas"):
            path = f"/proc/{pid}/fd/{number}"
            if (inode := os.stat(path).st_ino) not in found:
                found[inode] = os.open(path, os.O_RDONLY)
    return list(found.values())


def not_zero(descriptor: int) -> tuple[int, int]:
    """How many bytes of shared memory are not zero, and how many there are; closes it."""
    try:
        size = os.fstat(descriptor).st_size
        data = os.pread(descriptor, size, 0)
        return size - data.count(0), size
    finally:
        os.close(descriptor)


def status(pid: int) -> dict[str, int]:
    """Of one process: seccomp filters, kilobytes in swap, bytes it made a disk write, core limit.

    core is 1 where a crash may leave a dump.
    """
    folder = _PROC / str(pid)
    facts = (folder / "status").read_text()
    limit = re.search(r"^Max core file size +(\S+)", (folder / "limits").read_text(), re.M)
    found = {"core": int(limit is None or limit[1] != "0")}
    for key, field in (("filters", "Seccomp_filters"), ("swapped", "VmSwap")):
        match = re.search(rf"^{field}:\s+(\d+)", facts, re.M)
        found[key] = int(match[1]) if match else 0
    with suppress(OSError):
        written = re.search(r"^write_bytes: (\d+)", (folder / "io").read_text(), re.M)
        found["written"] = int(written[1]) if written else 0
    return found


def numbered_memory() -> dict[int, int]:
    """Memory shared by number (System V): which, and the process that made it."""
    with suppress(OSError):
        lines = (_PROC / "sysvipc" / "shm").read_text().splitlines()[1:]
        return {int(each.split()[1]): int(each.split()[4]) for each in lines}
    return {}


def settings() -> list[str]:
    """What of this computer's own settings a visitor should know, in words."""
    swaps = [line.split()[0] for line in (_PROC / "swaps").read_text().splitlines()[1:]]
    pattern = (_PROC / "sys" / "kernel" / "core_pattern").read_text().strip()
    command = (_PROC / "cmdline").read_text().split()
    found = [f"swap: {', '.join(swaps)}, which was not searched" if swaps else "swap: none"]
    found.append(f"dumps of crashed programs: go to {pattern!r}; none of the exhibit's may be made")
    wiped = "init_on_free=1" in command
    found.append(f"memory given back: the kernel {'overwrites' if wiped else 'keeps'} it"
                 + ("" if wiped else " until it is used again (init_on_free is not set)"))
    return found
