"""A process by a thread of it that still runs: its first may have ended while others go on."""

from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def _ended(folder: Path) -> bool:
    """Whether the kernel says that this thread is no more; OSError if it says nothing at all."""
    return (folder / "stat").read_bytes().rpartition(b")")[2].split()[0] in (b"Z", b"X")


def living(pid: int) -> Path | None:
    """The folder of /proc that tells of a process; None if nothing of it runs. Linux.

    Once its first thread has ended, the process's own folder says that it is a zombie without
    memory and open files, whatever its other threads hold.
    """
    with suppress(OSError):
        folder = _PROC / str(pid)
        if not _ended(folder):
            return folder
        for each in (folder / "task").iterdir():
            with suppress(OSError):
                if not _ended(each):
                    return each
    return None


def folder_of(pid: int) -> Path:
    """The same; of a process of which nothing runs, its own folder."""
    return living(pid) or _PROC / str(pid)
