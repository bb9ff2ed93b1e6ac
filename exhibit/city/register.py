"""The register: an invented face number for every citizen, and the exact search among them."""

import mmap
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.paths import REGISTER

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Whole = NDArray[np.int64]

SEED = 20250717
STEPS = 100  # thresholds in a distance of 1
BINS = 128  # distances from 0 to 1.28; the last bin takes all that is farther
EDGES = np.arange(1, BINS) / STEPS

_BLOCK = 65_536  # citizens drawn from one seed: the first are the same however many there are
_THREADS = 2
_AT_ONCE = 65_536  # rows compared in one go
_CLOSE = 0.3  # distances below which every one is computed twice
_ROUND = 2.0**-24  # of single precision
_SLACK = 2e-5  # bins: the rounding of a square root below 128


@dataclass(frozen=True, eq=False)
class Shape:
    """How invented face numbers vary; made by assets/register/build.py, explained beside it.

    mean: (128,), round what. axes: (47,128), of length 1 and at right angles. spreads: (47,),
    standard deviations along them. actor: (128,), the portrait's own number.
    """

    mean: Doubles
    axes: Doubles
    spreads: Doubles
    actor: Floats

    @property
    def width(self) -> int:
        """Numbers kept for a citizen: one along each axis, and the sum of their squares."""
        return len(self.axes) + 1


@lru_cache(maxsize=1)
def shape() -> Shape:
    """The one that is shipped."""
    with np.load(REGISTER) as given:
        return Shape(given["mean"], given["axes"], given["spreads"], given["actor"])


def actor() -> bytes:
    """The actor's own number, for whoever has none to search with."""
    return shape().actor.tobytes()


@dataclass(frozen=True)
class Found:
    """What a search found among the first `count` citizens.

    citizen: the nearest, the first of several that are equally near; distance: to it. bins: how
    many citizens lie from 0 to 0.01, from 0.01 to 0.02 and so on; the last bin has all the rest.
    name: the nearest citizen's, once it is looked up.
    """

    citizen: int
    distance: float
    bins: tuple[int, ...]
    name: str = ""

    @property
    def count(self) -> int:
        """Among how many was searched."""
        return sum(self.bins)

    def below(self, hundredths: int) -> int:
        """How many citizens lie nearer than so many hundredths, 0 to 127: counted, all of them."""
        return sum(self.bins[:hundredths])


class Register:
    """Invented face numbers, read-only: citizen i is row i.

    An invented number is mean + coordinates x axes: it varies along the 47 strongest of the 77
    directions that the network's last layer has at all. Its distance to any number, real or
    invented, follows exactly from its 47 coordinates, so no more is kept, and one product of
    (count,48) with (48,) finds every distance: three eighths of the bytes of 128 numbers each.
    """

    def __init__(self, rows: Floats) -> None:
        self._rows = rows

    @classmethod
    def open(cls, descriptor: int) -> "Register":
        """Map what write_register wrote; private and read-only, which a sealed file allows too."""
        if sys.platform == "win32":
            memory = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
        else:
            flags = mmap.MAP_PRIVATE | getattr(mmap, "MAP_POPULATE", 0)
            memory = mmap.mmap(descriptor, 0, flags, mmap.PROT_READ)
        return cls(np.frombuffer(memory, np.float32).reshape(-1, shape().width))

    def __len__(self) -> int:
        return len(self._rows)

    def numbers(self, first: int, last: int) -> Doubles:
        """(last-first,128): the whole face numbers of some citizens."""
        coordinates = self._rows[first:last, :-1].astype(np.float64)
        return shape().mean + coordinates @ shape().axes

    def search(self, number: Floats, count: int) -> Found:
        """Compare a number, (128,), with the first count citizens: every one of them, exactly.

        In single precision first; whatever is nearer to the edge of a bin, or to the nearest,
        than rounding can be wrong is computed again in double precision. Distances are those
        between the numbers as kept, to within 1e-12.
        """
        if not 0 < count <= len(self):
            raise ValueError(f"the register has {len(self)} numbers: {count} cannot be searched")
        asked, rows = _Asked.about(number), self._rows[:count]
        squares = rows @ asked.query
        best, bins = (float("inf"), 0), np.zeros(BINS, np.int64)
        for first in range(0, count, _AT_ONCE):  # so many stay in the processor's own memory
            part = slice(first, first + _AT_ONCE)
            distance, place = asked.compare(rows[part], squares[part], bins)
            best = min(best, (distance, first + place))
        return Found(best[1], best[0], tuple(bins.tolist()))


@dataclass(frozen=True, eq=False)
class _Asked:
    """A number to be compared: its coordinates, and squared distances: from the mean, the axes.

    query: its product with a row, and outside, are the square of a distance in bins. error: by how
    much single precision may be wrong there, up to the last bin.
    """

    along: Doubles
    outside: float
    beside: float
    query: Floats
    error: float

    @classmethod
    def about(cls, number: Floats) -> "_Asked":
        """A number of 128."""
        away = np.asarray(number, np.float64) - shape().mean
        along, outside = shape().axes @ away, float(away @ away)
        beside = float(np.sum((away - along @ shape().axes) ** 2))
        query = np.append(-2 * along, 1.0) * STEPS**2
        # The usual bound of a sum's error; whoever is within the last bin has coordinates no
        # longer than those of the number and that distance together.
        longest = (2 * float(np.linalg.norm(along)) + BINS / STEPS) ** 2
        error = 2 * len(query) * _ROUND * (longest + outside) * STEPS**2
        return cls(along, outside * STEPS**2, beside, query.astype(np.float32), error)

    def compare(self, rows: Floats, squares: Floats, bins: Whole) -> tuple[float, int]:
        """The nearest row's distance and place; adds to bins how many rows lie in each.

        squares: rows @ query, which are overwritten.
        """
        squares += np.float32(self.outside)
        least = squares.min()
        which = np.flatnonzero(squares <= least + 2 * self.error)
        distances = self._precise(rows[which])
        best = int(distances.argmin())
        if least < 0:
            np.maximum(squares, 0, out=squares)
        bins += self._binned(rows, np.sqrt(squares, out=squares))
        return float(distances[best]), int(which[best])

    def _precise(self, rows: Floats) -> Doubles:
        """Distances from some rows, in double precision."""
        apart = rows[:, :-1] - self.along
        found: Doubles = np.sqrt(np.einsum("ij,ij->i", apart, apart) + self.beside)
        return found

    def _binned(self, rows: Floats, places: Floats) -> Whole:
        """(BINS,): how many rows lie in each bin. places: distances in bins; overwritten."""
        if places.max() > BINS - 0.5:
            np.minimum(places, BINS - 0.5, out=places)
        whole = places.astype(np.uint8)
        bins = cv2.calcHist([whole], [0], None, [BINS], [0, BINS]).ravel().astype(np.int64)
        places -= whole
        places -= np.float32(0.5)
        np.abs(places, out=places)
        unsure = places >= 0.5 - self.error / (2 * _CLOSE * STEPS) - _SLACK
        if bins[: round(_CLOSE * STEPS)].any():
            unsure |= whole < _CLOSE * STEPS
        which = np.flatnonzero(unsure)
        right = np.searchsorted(EDGES, self._precise(rows[which]), side="right")
        bins -= np.bincount(whole[which], minlength=BINS)
        return bins + np.bincount(right, minlength=BINS)


def _block(seed: int, number: int) -> Floats:
    """The rows of one block of citizens, from a random start of its own."""
    chance = np.random.default_rng((seed, number))
    axes = len(shape().axes)
    coordinates = chance.standard_normal((_BLOCK, axes), np.float32)
    coordinates *= shape().spreads.astype(np.float32)
    squares = np.einsum("ij,ij->i", coordinates, coordinates, dtype=np.float64)
    return np.column_stack((coordinates, squares.astype(np.float32)))


def _blocks(count: int, seed: int) -> Iterator[tuple[int, Floats]]:
    """First citizen and rows of each block, in order, made on several threads."""
    starts = range(0, count, _BLOCK)
    with ThreadPoolExecutor(_THREADS) as threads:
        for at in range(0, len(starts), _THREADS):  # a few at a time: they are large
            some = starts[at : at + _THREADS]
            blocks = threads.map(lambda first: _block(seed, first // _BLOCK), some)
            for first, rows in zip(some, blocks, strict=True):
                yield first, rows[: count - first]


def make_register(count: int, seed: int = SEED) -> Register:
    """A register in this process's own memory; the same start gives the same numbers."""
    rows = np.empty((count, shape().width), np.float32)
    for first, block in _blocks(count, seed):
        rows[first : first + len(block)] = block
    rows.flags.writeable = False
    return Register(rows)


def write_register(descriptor: int, count: int, seed: int = SEED) -> None:
    """Write a register to an open file or memory file, from its beginning."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    for _, block in _blocks(count, seed):
        left = memoryview(block.tobytes())
        while left:
            left = left[os.write(descriptor, left) :]
