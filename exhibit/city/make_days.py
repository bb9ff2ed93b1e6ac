"""Two weeks of days: who is seen by which camera, passes which gate, pays and rides, and when."""

import numpy as np
from numpy.typing import NDArray

from exhibit.city.make_draw import (
    ANY,
    RESTING,
    WORKDAYS,
    WORKING,
    Chance,
    Columns,
    Ints,
    bell,
    busy,
    days,
    minutes,
    one_of,
    pick,
    rows,
    unit,
)
from exhibit.city.make_people import People
from exhibit.city.make_places import Town, between
from exhibit.city.tables import A_DAY, CELLS, KEYS

_OUT, _BACK, _NOON, _NEAR, _AWAY = range(5)  # on the way out, back, at noon there, at home, away
_HOUR = 60
_PRICES = {"grocer": 900, "canteen": 350, "tea": 220, "clothes": 4200, "books": 1500,
           "pharmacy": 1300, "repair": 2600, "games": 700, "liquor": 1600,
           "hotel": 6500}  # fmt: skip
_TYPICAL = np.array([_PRICES[kind] for kind in KEYS["shop_kind"]], np.float32)


_SPREAD = np.array([12, 20, 35, 130, 150], np.float32)
# On which days somebody without work does it, and somebody with.
_SORTS = np.array([[ANY] * 5, [WORKING, WORKING, WORKING, ANY, RESTING]], np.int8)


def _when(chance: Chance, folk: People, person: Ints, kind: NDArray[np.int8]) -> Ints:
    """A minute for each row: habits on working days, anything on days of rest."""
    habits = np.empty((folk.count, len(_SPREAD)), np.float32)
    habits[:, _OUT], habits[:, _BACK] = folk.out, folk.back
    habits[:, _NOON:] = 12.3 * _HOUR, 19 * _HOUR, 20 * _HOUR
    habit = habits.ravel()[person * len(_SPREAD) + kind]
    day = days(chance, _SORTS.ravel()[folk.working[person] * np.int8(5) + kind])
    return minutes(day, habit + _SPREAD[kind] * bell(chance, len(person)))


def sightings(chance: Chance, town: Town, folk: People) -> Columns:
    """The table sightings: mostly on the way to work and back, else near home, sometimes away."""
    person = rows(busy(chance, np.full(folk.count, 3, np.float32), least=4))
    kind = pick(chance, len(person), [29, 27, 16, 22, 6])
    part = unit(chance, len(person))
    part[kind == _NOON] = 1
    part[kind > _NOON] = 0
    cell = between(folk.home[person], folk.goal[person], part)
    away = np.flatnonzero(kind == _AWAY)
    cell[away] = chance.choice(CELLS, len(away), p=town.working / town.working.sum())
    camera = town.cameras.any(cell, unit(chance, len(person)))
    minute = _when(chance, folk, person, kind)
    return {"person": person + folk.first, "camera": camera, "minute": minute}


def passes(chance: Chance, town: Town, folk: People) -> Columns:
    """The table passes: mornings at one's own gate, and now and then a library or a station."""
    gated = folk.doing("pupil", "student", "teacher", "factory", "office", "nurse", "programmer")
    mean = np.where(gated, np.float32(6), np.float32(1))
    person = rows(chance.binomial(len(WORKDAYS), mean / len(WORKDAYS)).astype(np.int32))
    own = gated[person] & (unit(chance, len(person)) < 0.9)
    open_to_all = np.isin(town.gate_kind, [KEYS["gate_kind"].index(kind)
                                           for kind in ("station", "library")])  # fmt: skip
    gate = one_of(chance, np.flatnonzero(open_to_all), len(person))
    gate[own] = folk.gate[person[own]]
    kind = np.where(own, _OUT, _AWAY)
    late = np.where(own, 25, 0).astype(np.int32)
    minute = np.minimum(_when(chance, folk, person, kind) + late, 14 * A_DAY - 1)
    return {"person": person + folk.first, "gate": gate, "minute": minute}


def _cents(chance: Chance, town: Town, shop: Ints) -> Ints:
    """A price of that kind of shop."""
    kind = town.shop_kind[shop]
    price = _TYPICAL[kind] * np.exp(np.float32(0.5) * bell(chance, len(shop)))
    cents: Ints = np.maximum(50, np.rint(price / 10) * 10).astype(np.int32)
    return cents


def payments(chance: Chance, town: Town, folk: People) -> Columns:
    """The table payments: favourite grocer, canteen and tea house, else a shop where one is."""
    person = rows(busy(chance, np.full(folk.count, 3, np.float32), least=2))
    kind = pick(chance, len(person), [10, 14, 34, 36, 6])
    favourite = np.choose(kind, [folk.tea[person], folk.grocer[person], folk.canteen[person],
                                 folk.grocer[person], folk.tea[person]])  # fmt: skip
    cell = np.where(kind == _NEAR, folk.home[person], folk.goal[person])
    other = town.shops.any(cell, unit(chance, len(person)))
    shop = np.where(unit(chance, len(person)) < 0.66, favourite, other).astype(np.int32)
    minute = _when(chance, folk, person, kind)
    cents = _cents(chance, town, shop)
    return {"person": person + folk.first, "shop": shop, "minute": minute, "cents": cents}


def _modes(
    chance: Chance, folk: People, person: Ints, usual: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """The usual way to ride, or another."""
    other = pick(chance, len(person), [30, 25, 20, 25, 0, 0])
    return np.where(usual, folk.mode[person], other).astype(np.int8)


def trips(chance: Chance, town: Town, folk: People) -> Columns:
    """The table trips: to work and back for those who ride, else where one goes; a few far away."""
    mean = np.where(folk.rides & folk.working, np.float32(6), np.float32(1.5))
    person = rows(busy(chance, mean))
    count = len(person)
    commute = unit(chance, count) < np.where(mean[person] > 2, 0.85, 0.2)
    kind = np.where(commute, pick(chance, count, [1, 1]), _AWAY).astype(np.int8)
    home, goal = folk.home[person].astype(np.int32), folk.goal[person].astype(np.int32)
    start, end = np.where(kind == _BACK, goal, home), np.where(kind == _BACK, home, goal)
    away = np.flatnonzero(kind == _AWAY)
    end[away] = chance.choice(CELLS, len(away), p=town.working / town.working.sum())
    mode = _modes(chance, folk, person, commute)
    far = away[unit(chance, len(away)) < 0.06]
    start[far], end[far] = (one_of(chance, town.stations, len(far)) for _ in range(2))
    trains = np.array([KEYS["mode"].index(each) for each in ("train", "fast_train")])
    mode[far] = one_of(chance, trains, len(far))
    minute = _when(chance, folk, person, kind)
    return {"person": person + folk.first, "mode": mode, "from_cell": start, "to_cell": end,
            "minute": minute}  # fmt: skip
