"""Ties between citizens: who calls whom, who posts about what, and who answers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exhibit.city.make_draw import (
    Chance,
    Columns,
    Floats,
    Ints,
    bell,
    minutes,
    one_of,
    pick,
    rows,
    unit,
)
from exhibit.city.make_people import People
from exhibit.city.tables import A_DAY, DAYS

_STEPS = (1, 2, 3, 5)  # in a ring: who stands so many places on may be a friend
_RINGS = (_STEPS, _STEPS, _STEPS[:2])  # of those who live near, work near, or neither
_NEAR = np.isin(np.arange(10), _STEPS)
_CLOSE = 0.32  # how likely, for two of middling sociability
_CALLS = 3.0
_END = DAYS * A_DAY - 1


@dataclass(frozen=True)
class _Ring:
    """Everybody in a circle, those of one place together: who is near in it may be friends."""

    order: Ints  # who stands at each position
    position: Ints  # of everyone

    @classmethod
    def of(cls, chance: Chance, place: NDArray[np.integer]) -> "_Ring":
        """By place, and by chance within it."""
        shuffled = chance.permutation(len(place)).astype(np.int32)
        order = shuffled[np.argsort(place[shuffled], kind="stable")]
        position = np.empty_like(order)
        position[order] = np.arange(len(order), dtype=np.int32)
        return cls(order, position)

    def near(self, a: Ints, b: Ints) -> NDArray[np.bool_]:
        """Whether two stand so that they may be friends here."""
        way = np.abs(self.position[a] - self.position[b])
        near: NDArray[np.bool_] = _NEAR[np.minimum(np.minimum(way, len(self.order) - way), 9)]
        return near


def _bonds(chance: Chance, step: int, social: Floats) -> NDArray[np.uint8]:
    """Calls between whoever stands at each position and who is a step on; 0 where no bond is."""
    likely = _CLOSE * social * np.roll(social, -step)
    calls = 2 + _CALLS * chance.standard_exponential(len(social), dtype=np.float32)
    calls[unit(chance, len(social)) >= likely] = 0
    return calls.astype(np.uint8)


def _friends(
    ring: _Ring, step: int, bonds: NDArray[np.uint8]
) -> Iterator[tuple[Ints, NDArray[np.uint8]]]:
    """For everyone the one a step on, and the one a step back, with the calls between them."""
    for way in (step, -step):
        position = (ring.position + way) % len(ring.order)
        yield ring.order[position], bonds[ring.position if way > 0 else position]


def contacts(chance: Chance, folk: People) -> Columns:
    """The table contacts: friends who live near, work together, or neither; from both sides.

    Neighbours of one ring are often each other's friends too. A pair is in one ring only.
    """
    social = np.sqrt(chance.standard_gamma(2, folk.count, dtype=np.float32))
    social /= social.mean()
    places = (folk.home, folk.work, np.zeros(folk.count, np.int16))
    done: list[_Ring] = []
    table = _Table.empty(folk.count)
    for place, steps in zip(places, _RINGS, strict=True):
        ring = _Ring.of(chance, place)
        for step in steps:
            bonds = _bonds(chance, step, social[ring.order])
            for friend, calls in _friends(ring, step, bonds):
                _drop(calls, friend, place, done)
                table.add(friend, calls)
        done.append(ring)
    return table.rows()


def _drop(
    calls: NDArray[np.uint8], friend: Ints, place: NDArray[np.integer], done: list[_Ring]
) -> None:
    """Take away the bonds of those who have no such place, or who may have met before."""
    a = np.flatnonzero(calls).astype(np.int32)
    b = friend[a]
    no = (place[a] < 0) | (place[b] < 0)
    for ring in done:
        no |= ring.near(a, b)
    calls[a[no]] = 0


@dataclass
class _Table:
    """For everyone a line of possible friends and of the calls between them, 0 for none."""

    friends: Ints
    calls: NDArray[np.uint8]
    filled: int = 0

    @classmethod
    def empty(cls, count: int) -> "_Table":
        """A place for each step of each ring, on and back."""
        shape = count, 2 * sum(map(len, _RINGS))
        return cls(np.empty(shape, np.int32), np.empty(shape, np.uint8))

    def add(self, friend: Ints, calls: NDArray[np.uint8]) -> None:
        """One friend for everyone."""
        self.friends[:, self.filled], self.calls[:, self.filled] = friend, calls
        self.filled += 1

    def rows(self) -> Columns:
        """One row for each friend there is, in the order of the people."""
        where = np.flatnonzero(self.calls != 0)
        return {
            "a": (where // self.filled).astype(np.int32),
            "b": self.friends.ravel()[where],
            "calls": self.calls.ravel()[where].astype(np.int16),
        }


def posts(chance: Chance, folk: People) -> Columns:
    """The table posts: mostly little, sometimes a lot; half on one topic, in the evening."""
    eager = np.exp(np.float32(1.3) * bell(chance, folk.count)) * np.float32(0.65)
    person = rows(chance.poisson(np.minimum(eager, 60)).astype(np.int32))
    count = len(person)
    weights = [18, 20, 14, 12, 12, 6, 9, 4, 2, 3]
    own = pick(chance, folk.count, weights)[person]
    topic = np.where(unit(chance, count) < 0.5, own, pick(chance, count, weights)).astype(np.int8)
    out = unit(chance, count) < 0.3
    cell = np.where(out, folk.goal[person], folk.home[person])
    day = one_of(chance, np.arange(DAYS), count)
    minute = minutes(day, np.where(out, 770, 1230) + 110 * bell(chance, count))
    numbers = np.arange(count, dtype=np.int32)
    return {"id": numbers, "person": person, "minute": minute, "cell": cell, "topic": topic}


def comments(chance: Chance, folk: People, friends: Columns, written: Columns) -> Columns:
    """The table comments: to a friend's post, soon after it."""
    a, b = friends["a"], friends["b"]
    tie = np.sort(chance.integers(0, len(a), 2 * folk.count, dtype=np.int32))
    posted = np.bincount(written["person"], minlength=folk.count)
    first = np.cumsum(posted) - posted
    tie = tie[posted[b[tie]] > 0]
    person, writer = a[tie], b[tie]
    post = first[writer] + (unit(chance, len(tie)) * posted[writer]).astype(np.int64)
    wait = 180 * chance.standard_exponential(len(tie), dtype=np.float32)
    minute = np.minimum(written["minute"][post] + 1 + wait.astype(np.int32), _END)
    key = pick(chance, len(tie), [34, 10, 22, 16, 6, 12])
    return {"person": person, "post": post.astype(np.int32), "minute": minute, "key": key}
