"""What the kernel says of the exhibit's processes: children, memory they share, limits, names."""

import ctypes
import os
import re
import signal
import time
from contextlib import suppress
from pathlib import Path

from exhibit.living import folder_of, living

_PR_SET_CHILD_SUBREAPER = 36
_PROC = Path("/proc")


def adopt_orphans() -> None:
    """Become the parent of every process whose own parent goes: none can hide by outliving it."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _parents() -> dict[int, int]:
    """Every living process and its parent."""
    found = {}
    for entry in _PROC.iterdir():
        with suppress(OSError, ValueError):
            pid, told = int(entry.name), (entry / "stat").read_text()
            if living(pid):
                found[pid] = int(told.rpartition(")")[2].split()[1])
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
        command = (folder_of(pid) / "cmdline").read_bytes().split(b"\0")
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


def shared_maps(pid: int) -> dict[str, tuple[str, bool]]:
    """Memory without a disk behind it that a process shares: inode, (name, whether writable)."""
    found: dict[str, tuple[str, bool]] = {}
    for line in (folder_of(pid) / "maps").read_text().splitlines():
        _, mode, _, device, inode, *name = line.split(maxsplit=5)
        memory = bool(name) and name[0].startswith(("/memfd:", "/SYSV", "/dev/shm", "/dev/zero"))
        if memory and mode[3] == "s":
            key = f"{device} {inode}"
            writable = "w" in mode or found.get(key, ("", False))[1]
            found[key] = (name[0].removesuffix(" (deleted)"), writable)
    return found


def status(pid: int) -> dict[str, int]:
    """Of one process: seccomp filters, kilobytes in swap, bytes it made a disk write, core limit.

    core is 1 where a crash may leave a dump.
    """
    folder = folder_of(pid)
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
