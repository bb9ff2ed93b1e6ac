"""What every maker of the city draws with: repeated rows, picks by weight, days and minutes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from exhibit.city.tables import A_DAY, DAYS

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Columns = dict[str, NDArray[np.generic]]  # a table's columns, all of one length
Chance = np.random.Generator

WORKDAYS = np.array([day for day in range(DAYS) if day % 7 < 5], np.int32)
RESTDAYS = np.array([day for day in range(DAYS) if day % 7 >= 5], np.int32)


def chances(start: int, names: Sequence[str]) -> dict[str, Chance]:
    """A stream of chance for each name: what one maker draws never moves what another draws."""
    seeds = np.random.SeedSequence(start).spawn(len(names))
    streams = (np.random.Generator(np.random.PCG64(seed)) for seed in seeds)
    return dict(zip(names, streams, strict=True))


def unit(chance: Chance, count: int) -> Floats:
    """Numbers from 0 to below 1."""
    return chance.random(count, dtype=np.float32)


def bell(chance: Chance, count: int) -> Floats:
    """Numbers around 0 with deviation 1."""
    return chance.standard_normal(count, dtype=np.float32)


def one_of(chance: Chance, choices: NDArray[np.integer], count: int) -> Ints:
    """Each of the choices as often as the others."""
    return choices.astype(np.int32)[(unit(chance, count) * len(choices)).astype(np.int32)]


def pick(chance: Chance, count: int, weights: Sequence[float]) -> NDArray[np.int8]:
    """Places in the list of weights, each as often as its weight says."""
    bounds = np.cumsum(weights, dtype=np.float64) / np.sum(weights)
    drawn = unit(chance, count)
    found = np.zeros(count, np.int8)
    for bound in bounds[:-1].astype(np.float32):
        found += drawn >= bound
    return found


def busy(chance: Chance, mean: Floats, least: int = 0) -> Ints:
    """How many rows each person leaves: the mean is theirs, and some leave many more than others.

    A Poisson number whose mean is drawn from a gamma distribution of shape 2; least is added.
    """
    return least + chance.poisson(chance.standard_gamma(2, len(mean)) * (mean / 2)).astype(np.int32)


def rows(counts: Ints) -> Ints:
    """The person of each row, in order."""
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)


ANY, WORKING, RESTING = range(3)
_EVERY = 140  # as often in it: 14 days, 10 of work, 4 of rest
_DAYS = np.array([[group[place % len(group)] for place in range(_EVERY)]
                  for group in (np.arange(DAYS), WORKDAYS, RESTDAYS)], np.int32)  # fmt: skip


def days(chance: Chance, sort: NDArray[np.int8]) -> Ints:
    """A day for each row: ANY, one of work, one of rest."""
    place = (unit(chance, len(sort)) * _EVERY).astype(np.int32)
    day: Ints = _DAYS.ravel()[place + sort * np.int32(_EVERY)]
    return day


def minutes(day: Ints, minute_of_day: Floats) -> Ints:
    """Minutes since day 0 began; what falls out of its day is brought back to it."""
    return day * A_DAY + np.clip(minute_of_day, 0, A_DAY - 1).astype(np.int32)
