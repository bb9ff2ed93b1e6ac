"""Files that changed since the lock, wherever this user may write: who holds a trace?"""

import os
import stat
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from exhibit.prove.memory import Search

_MOST = 50_000  # files looked at in one place, those nearest to it first
_LARGEST = 1 << 27  # bytes of a file that is searched
_NAMED = ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")


def places() -> list[str]:
    """Folders in which an unlocked program would leave its files."""
    named = ["/tmp", "/var/tmp", "/dev/shm", os.getcwd()]
    named += [os.environ[name] for name in _NAMED if name in os.environ]
    return sorted({os.path.realpath(each) for each in named if os.path.isdir(each)})


def _walk(folder: str) -> Iterator[os.DirEntry[str]]:
    """Regular files in a folder and in all folders below, level by level."""
    folders = deque([folder])
    while folders:
        try:
            entries = list(os.scandir(folders.popleft()))
        except OSError:
            continue
        yield from (each for each in entries if each.is_file(follow_symlinks=False))
        folders.extend(each.path for each in entries if each.is_dir(follow_symlinks=False))


def changed(since: float) -> list[str]:
    """Files in those places that were written after a moment (seconds of the epoch)."""
    found = set()
    for place in places():
        for _, entry in zip(range(_MOST), _walk(place), strict=False):
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if status.st_ctime >= since and stat.S_ISREG(status.st_mode):
                found.add(entry.path)
    return sorted(found)


def traces(paths: list[str], searches: list[Search]) -> dict[str, int]:
    """Which of these files hold what was planted, and how often."""
    found = {}
    for path in paths:
        try:
            if Path(path).stat().st_size > _LARGEST:
                continue
            hits = sum(sum(search.file(path).values()) for search in searches)
        except OSError:
            continue
        if hits:
            found[path] = hits
    return found
