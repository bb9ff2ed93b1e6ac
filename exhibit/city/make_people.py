"""The citizens: age, home, job, work and habits. What they are called is in make_names.py."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from exhibit.city.make_draw import Chance, Columns, Floats, Ints, bell, one_of, pick, unit
from exhibit.city.make_names import load_names, pairs
from exhibit.city.make_numbers import identity
from exhibit.city.make_places import Town, Weights, distances, favourite, nearest
from exhibit.city.tables import CELLS, KEYS, OLDEST, YOUNGEST

NOWHERE = -1
_YEAR = 365.25
_OLD_FROM = 55  # from here on there are fewer and fewer of each age
_WORK_AWAY, _SCHOOL_AWAY = 5.0, 1.5  # cells; how far off most are, in exp(-distance / away)
_JOBS = KEYS["job"]
_WEIGHTS = {
    "factory": 17, "shop": 13, "office": 20, "driver": 6, "nurse": 5, "teacher": 5, "builder": 8,
    "cook": 6, "guard": 3, "programmer": 5, "home": 6, "none": 6,
}  # fmt: skip


@dataclass(frozen=True)
class People:
    """Everyone, a number each; what they do with their days is drawn from these.

    age: days lived. work: a cell, or NOWHERE. goal: where they mostly go: work, or a cell they
    like. out, back: the minute of the day at which they leave home and come back.
    """

    age: Ints
    home: NDArray[np.int16]
    work: NDArray[np.int16]
    goal: NDArray[np.int16]
    job: NDArray[np.int8]
    out: Floats
    back: Floats
    grocer: Ints
    canteen: Ints
    tea: Ints
    gate: Ints
    rides: NDArray[np.bool_]
    mode: NDArray[np.int8]
    first: int = 0  # of a part of the people: who is its first

    @property
    def count(self) -> int:
        """How many people."""
        return len(self.age)

    @property
    def working(self) -> NDArray[np.bool_]:
        """Who has a place to be on working days."""
        works: NDArray[np.bool_] = self.work != NOWHERE
        return works

    def part(self, first: int, last: int) -> "People":
        """Some of them, as if there were no others."""
        arrays = {each.name: getattr(self, each.name)[first:last]
                  for each in fields(self) if each.name != "first"}  # fmt: skip
        return People(**arrays, first=first)

    def doing(self, *jobs: str) -> NDArray[np.bool_]:
        """Who has one of these jobs."""
        does: NDArray[np.bool_] = np.isin(self.job, [_JOBS.index(job) for job in jobs])
        return does


def _ages(chance: Chance, count: int) -> Ints:
    """Days lived: as many of each year up to 55, then fewer and fewer."""
    years = np.arange(YOUNGEST, OLDEST + 1)
    weights = np.where(years < _OLD_FROM, 1.0, np.linspace(2.1, 0.05, len(years)))
    drawn = chance.choice(years, count, p=np.minimum(weights, 1) / np.minimum(weights, 1).sum())
    return ((drawn + unit(chance, count)) * _YEAR).astype(np.int32)


def _jobs(chance: Chance, years: Ints) -> NDArray[np.int8]:
    """A job for every age."""
    count = len(years)
    codes = np.array([_JOBS.index(job) for job in _WEIGHTS], np.int8)
    job = codes[pick(chance, count, list(_WEIGHTS.values()))]
    luck = unit(chance, count)
    job[years < 19] = _JOBS.index("pupil")
    job[(years >= 19) & (years < 24) & (luck < 0.45)] = _JOBS.index("student")
    job[(years >= 70) | ((years >= 62) & (luck < 0.8))] = _JOBS.index("retired")
    return job


def _goals(chance: Chance, home: NDArray[np.int16], weights: Weights, away: float) -> Ints:
    """A cell for each home: likely where the weight is, and the likelier the nearer."""
    pull = np.exp(-distances() / away) * weights
    bounds = np.cumsum(pull / pull.sum(axis=1, keepdims=True), axis=1, dtype=np.float64)
    # All rows in one list, each a whole number above the one before: one search finds any.
    ladder = (bounds + np.arange(CELLS)[:, None]).ravel()
    order = np.argsort(home, kind="stable")  # neighbours look on the same rungs
    found = np.empty(len(home), np.int64)
    found[order] = np.searchsorted(ladder, (home + chance.random(len(home)))[order])
    cell: Ints = np.clip(found - home.astype(np.int64) * CELLS, 0, CELLS - 1).astype(np.int32)
    return cell


def _works(
    chance: Chance, town: Town, home: NDArray[np.int16], job: NDArray[np.int8]
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Where everyone works, and where they mostly go."""
    schools = np.zeros(CELLS)
    schools[town.schools] = 1
    learn = np.isin(job, [_JOBS.index(each) for each in ("pupil", "student", "teacher")])
    heal = job == _JOBS.index("nurse")
    idle = np.isin(job, [_JOBS.index(each) for each in ("home", "none", "retired")])
    goal = _goals(chance, home, town.working, _WORK_AWAY)
    goal[learn] = _goals(chance, home[learn], schools, _SCHOOL_AWAY)
    goal[heal] = one_of(chance, town.clinics, int(heal.sum()))
    near = _goals(chance, home[idle], town.living, _SCHOOL_AWAY)
    work = goal.astype(np.int16)
    work[idle] = NOWHERE
    goal[idle] = near
    return work, goal.astype(np.int16)


def make_people(chance: Chance, town: Town, count: int) -> People:
    """Everyone."""
    age = _ages(chance, count)
    job = _jobs(chance, (age / _YEAR).astype(np.int32))
    home = chance.choice(CELLS, count, p=town.living / town.living.sum()).astype(np.int16)
    work, goal = _works(chance, town, home, job)
    out = 465 + 45 * bell(chance, count) + np.where(work == NOWHERE, 120, 0).astype(np.float32)
    stays = np.where(work == NOWHERE, 180, 560).astype(np.float32)
    return People(
        age=age, home=home, work=work, goal=goal, job=job, out=out,
        back=out + stays + 60 * bell(chance, count),
        grocer=favourite(town, 0, home, unit(chance, count)),
        canteen=favourite(town, 1, goal, unit(chance, count)),
        tea=favourite(town, 2, goal, unit(chance, count)),
        gate=town.gates.any(goal, unit(chance, count)),
        rides=unit(chance, count) < 0.55,
        mode=pick(chance, count, [45, 32, 18, 3, 2, 0]),
    )  # fmt: skip


def people(chance: Chance, folk: People) -> Columns:
    """The table people, but for what SQL adds (PEOPLE)."""
    count = folk.count
    names = load_names()
    given, family = pairs(names, chance, count)
    numbers = np.arange(count, dtype=np.int32)
    columns: Columns = {"id": numbers, "age": folk.age, "home": folk.home, "work": folk.work,
               "job": folk.job,
               "given": np.array(names.given, object)[given],
               "family": np.array(names.family, object)[family]}  # fmt: skip
    block, place = numbers // 1000, numbers % 1000
    mixed = {name: (chance.permutation(1000).astype(np.int32)[place] + 617 * block) % 1000
             for name in ("card", "line", "purse")}  # fmt: skip
    # Those who are neighbours in the table have numbers of one block, so that one is found fast.
    blocks = {"card": block, "line": 999 - block, "purse": (block + 500) % 1000}
    drawn = {name: blocks[name] * 1000 + mixed[name] for name in blocks}
    body, check = identity(drawn["card"], folk.age)
    return columns | {"line": drawn["line"], "purse": drawn["purse"], "body": body, "check_": check}


def parents(folk: People) -> NDArray[np.bool_]:
    """Who is of an age to have a child at school."""
    return (folk.age > 28 * _YEAR) & (folk.age < 52 * _YEAR)


def homes_nearest(folk: People, places: Ints) -> Ints:
    """For everyone the place nearest to home."""
    return nearest(places)[folk.home]
