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


def changed(since: float, most: int = _MOST) -> tuple[list[str], list[str]]:
    """Files in those places that were written after a moment (seconds of the epoch).

    And the places that hold more files than are looked at.
    """
    found, beyond = set(), []
    for place in places():
        for number, entry in enumerate(_walk(place)):
            if number == most:
                beyond.append(place)
                break
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if status.st_ctime >= since and stat.S_ISREG(status.st_mode):
                found.add(entry.path)
    return sorted(found), beyond


def traces(
    paths: list[str], searches: list[Search], largest: int = _LARGEST
) -> tuple[dict[str, int], list[str]]:
    """Which of these files hold what was planted, and how often; and which are too large."""
    found, skipped = {}, []
    for path in paths:
        try:
            if Path(path).stat().st_size > largest:
                skipped.append(path)
                continue
            hits = sum(sum(search.file(path).values()) for search in searches)
        except OSError:
            continue
        if hits:
            found[path] = hits
    return found, skipped
