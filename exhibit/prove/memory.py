"""Searching a process's memory for a tracer, from outside, in the forms a picture takes."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from exhibit.camera.tracer import tracer_tile

_CHUNK = 1 << 22
_OVERLAP = 64  # the longest pattern: 16 pixels of 4 bytes
_EMPTY = bytes(_CHUNK + _OVERLAP)
_ROWS = range(0, 16, 2)
_REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)")


def forms(seed: int) -> dict[str, list[bytes]]:
    """What to look for, by the name of the form: rows of the tile as bytes in memory.

    The tile is grey (R = G = B), so BGR and RGB look alike, and so do BGRX and RGBX.
    """
    tile = tracer_tile(seed)
    rows = [bytes(tile[row].tolist()) for row in _ROWS]
    made: dict[str, list[bytes]] = {}
    for name, turned in (("", rows), (", mirrored", [row[::-1] for row in rows])):
        made[f"1 byte a pixel{name}"] = turned
        made[f"3 bytes a pixel{name}"] = [b"".join(bytes([g]) * 3 for g in row) for row in turned]
        for last, unused in (("opaque", 255), ("unused", 0)):
            four = [b"".join(bytes([g, g, g, unused]) for g in row) for row in turned]
            made[f"4 bytes a pixel, the last {last}{name}"] = four
    return made


def _regions(pid: int) -> Iterator[tuple[int, int]]:
    """Where a process has memory that was written: writable, and with pages behind it."""
    region: tuple[int, int] | None = None
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if match := _REGION.match(line):
            writable = match[3].startswith("rw") and not match[4].startswith("[v")
            region = (int(match[1], 16), int(match[2], 16)) if writable else None
        elif region and line.startswith("Rss:") and int(line.split()[1]):
            yield region


def _chunks(pid: int) -> Iterator[bytes]:
    """The memory of a process, piece by overlapping piece; pieces that vanish are left out."""
    descriptor = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        for start, end in _regions(pid):
            for at in range(start, end, _CHUNK):
                try:
                    chunk = os.pread(descriptor, min(_CHUNK + _OVERLAP, end - at), at)
                except OSError:
                    continue
                if chunk != _EMPTY[: len(chunk)]:
                    yield chunk
    finally:
        os.close(descriptor)


def search(pid: int, patterns: dict[str, list[bytes]]) -> dict[str, int]:
    """How often each form occurs in a process's memory; OSError if we may not look."""
    hits = dict.fromkeys(patterns, 0)
    for chunk in _chunks(pid):
        for form, rows in patterns.items():
            hits[form] += sum(chunk.count(row) for row in rows)
    return hits


def may_look() -> bool:
    """Whether this process may read the memory of others that hide theirs (CAP_SYS_PTRACE)."""
    status = Path("/proc/self/status").read_text()
    match = re.search(r"^CapEff:\s*([0-9a-f]+)", status, re.M)
    return bool(match and int(match[1], 16) >> 19 & 1)


def files_open_for_writing(pid: int) -> list[str]:
    """Regular files a process holds open for writing."""
    found = []
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        try:
            flags = Path(f"/proc/{pid}/fdinfo/{entry.name}").read_text()
            target = os.readlink(entry)
        except OSError:
            continue
        mode = int(re.search(r"flags:\s*([0-7]+)", flags)[1], 8)  # type: ignore[index]
        memory_only = target.startswith(("/memfd:", "/dev/null", "/dev/video"))
        if mode & os.O_ACCMODE and target.startswith("/") and not memory_only:
            found.append(target)
    return found
