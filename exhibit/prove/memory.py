"""Searching a process's memory from outside, in one pass for every form there is."""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exhibit.living import folder_of
from exhibit.prove.forms import Forms

_CHUNK = 1 << 22
_LONGEST = 256  # bytes of the longest pattern
_WORD = 8
_PAGE = 4096
_ODD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(0xFFFF)
_MAPPED = re.compile(
    r"^(?P<start>[0-9a-f]+)-(?P<end>[0-9a-f]+) (?P<mode>\S{4}) \S+ (?P<device>\S+) (?P<inode>\d+)"
    r" *(?P<name>.*)\n(?:[A-Z].*\n)*?Rss: +(?P<rss>\d+)(?:.*\n)(?:[A-Z].*\n)*?"
    r"Anonymous: +(?P<own>\d+)(?:.*\n)(?:(?:[A-RT-Z]|Sh).*\n)*(?:Swap: +(?P<swap>\d+))?",
    re.M,
)
_SECRET = "/secretmem"  # memory that nobody but its process may read (memfd_secret)
_MEMORY = ("/memfd:", "/SYSV", "/dev/shm", "/dev/zero", _SECRET)  # no disk is behind it
_DELETED = " (deleted)"
_LENT = ("[v", "/dev/dri/", "/dev/video")  # [vvar], [vdso], [vsyscall]; what devices lend

Words = NDArray[np.uint64]


@dataclass(frozen=True)
class Region:
    """A stretch of a process's memory with pages behind it."""

    start: int
    end: int
    mode: str  # as in /proc/PID/maps: rwxp or rwxs
    inode: str  # device and number, where there is a file or a memfd
    name: str


def regions(pid: int) -> list[Region]:
    """Where a process has memory that can hold more than its programs' own bytes.

    Left out is what only mirrors a file on a disk, and what the kernel or a device lends. Memory
    that other processes may fill counts even where this one has not looked at it yet.
    """
    found: list[Region] = []
    for match in _MAPPED.finditer((folder_of(pid) / "smaps").read_text()):
        mode, inode, name = match["mode"], f"{match['device']} {match['inode']}", match["name"]
        memory = name.startswith(_MEMORY) or name.endswith(_DELETED)
        mirror = match["inode"] != "0" and mode[1] != "w" and mode[3] != "s" and not memory
        there = memory or int(match["rss"]) + int(match["swap"] or 0)
        if there and (not mirror or int(match["own"])) and not name.startswith(_LENT):
            found.append(Region(int(match["start"], 16), int(match["end"], 16), mode, inode, name))
    return found


def hides(pid: int) -> bool:
    """Whether a process has memory that cannot be searched."""
    return any(each.name.startswith(_SECRET) for each in regions(pid))


def _mixed(words: Words) -> NDArray[np.intp]:
    """16 bits of each word that all of its bits have a part in (Knuth's multiplicative hash)."""
    return (words * _ODD >> np.uint64(48)).astype(np.intp)


class Search:
    """Counts patterns in memory: 8 bytes long (then only where 8 divides the place), or 16 to 256.

    Whatever place a pattern of 16 bytes has, one of its stretches of 8 lies where 8 divides the
    place. So only those words are looked at: first the fifth and sixth byte of each by a table,
    then a hash of it, then the whole word, then the whole pattern. Words where those two bytes are
    zero are everywhere: a pattern with no others, like letters of 4 bytes at an odd place, is
    not found there.
    """

    def __init__(self, forms: Forms) -> None:
        self.names = list(forms)
        self._meant: dict[int, list[tuple[str, bytes, int]]] = {}
        for name, patterns in forms.items():
            for pattern in patterns:
                self._add(name, pattern)
        self._known: Words = np.array(sorted(self._meant), np.uint64)
        self._hint, self._second = np.zeros(1 << 16, bool), np.zeros(1 << 16, bool)
        self._hint[(self._known >> np.uint64(32) & _HALF).astype(np.intp)] = True
        self._second[_mixed(self._known)] = True
        self._buffer = bytearray(_CHUNK + _LONGEST)

    def _add(self, name: str, pattern: bytes) -> None:
        """Every aligned word by which a pattern is recognised."""
        if not (len(pattern) == _WORD or 2 * _WORD <= len(pattern) <= _LONGEST):
            raise ValueError(f"a pattern of {len(pattern)} bytes")
        for first in range(1 if len(pattern) == _WORD else _WORD):
            for shift in range(first, len(pattern) - _WORD + 1, _WORD):
                word = int.from_bytes(pattern[shift : shift + _WORD], "little")
                if word >> 32 & 0xFFFF:
                    self._meant.setdefault(word, []).append((name, pattern, shift))
                    break

    def count(self, data: memoryview, limit: int) -> Iterator[str]:
        """The form of every pattern that starts in the first bytes of data, up to the limit."""
        words = np.frombuffer(data[: len(data) - len(data) % _WORD], np.uint64)
        places = np.flatnonzero(self._hint.take(words.view(np.uint16)[2::4]))
        places = places[self._second.take(_mixed(words[places]))]
        met = words[places]
        found = np.searchsorted(self._known, met)
        found[found == len(self._known)] = 0
        for at in places[self._known[found] == met]:
            for name, pattern, shift in self._meant[int(words[at])]:
                start = int(at) * _WORD - shift
                if 0 <= start < limit and data[start : start + len(pattern)] == pattern:
                    yield name

    def process(self, pid: int, skipped: Collection[str] = ()) -> dict[str, int]:
        """How often each form occurs in a process's memory; OSError if we may not look.

        skipped: inodes of shared memory that nobody can write any more.
        """
        hits = dict.fromkeys(self.names, 0)
        memory = os.open(folder_of(pid) / "mem", os.O_RDONLY)
        try:
            for region in regions(pid):
                if region.inode not in skipped or "w" in region.mode:
                    self._region(memory, region, hits)
        finally:
            os.close(memory)
        return hits

    def _region(self, memory: int, region: Region, hits: dict[str, int]) -> None:
        """One region, piece by overlapping piece; pages that cannot be read are left out."""
        at = region.start
        while at < region.end:
            size = min(len(self._buffer), region.end - at)
            piece = memoryview(self._buffer)[:size]
            try:
                got = os.preadv(memory, [piece], at)
            except OSError:  # its first page cannot be read
                at += _PAGE
                continue
            for name in self.count(piece[:got], _CHUNK):
                hits[name] += 1
            at += _CHUNK if got in (0, size) else got + _PAGE

    def file(self, path: str | Path) -> dict[str, int]:
        """How often each form occurs in a file; OSError if it cannot be read."""
        hits = dict.fromkeys(self.names, 0)
        with open(path, "rb", buffering=0) as file:
            at = 0
            while got := os.preadv(file.fileno(), [self._buffer], at):
                for name in self.count(memoryview(self._buffer)[:got], _CHUNK):
                    hits[name] += 1
                at += _CHUNK
        return hits


def may_look() -> bool:
    """Whether this process may read the memory of others that hide theirs (CAP_SYS_PTRACE)."""
    status = Path("/proc/self/status").read_text()
    match = re.search(r"^CapEff:\s*([0-9a-f]+)", status, re.M)
    return bool(match and int(match[1], 16) >> 19 & 1)
