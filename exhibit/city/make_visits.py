"""Rarer traces: nights in hotels, days at school and clinic, and the court's list."""

import numpy as np

from exhibit.city.make_draw import (
    WORKDAYS,
    Chance,
    Columns,
    bell,
    one_of,
    pick,
    rows,
    unit,
)
from exhibit.city.make_people import People, homes_nearest, parents
from exhibit.city.make_places import Town
from exhibit.city.tables import DAYS

_THERE = 0.93  # of 100 school days, how many somebody comes
_LISTED = 0.006  # of all people, on the court's list
_ADULT = 20 * 365


def hotel_nights(chance: Chance, town: Town, folk: People) -> Columns:
    """The table hotel_nights: three in a hundred people, one to three nights in a row."""
    nights = np.where(unit(chance, folk.count) < 0.03, 1 + pick(chance, folk.count, [5, 3, 2]), 0)
    person = rows(nights.astype(np.int32))
    hotel = one_of(chance, town.hotels, folk.count)[person]
    begun = one_of(chance, np.arange(DAYS - 2), folk.count)[person]
    since = np.arange(len(person)) - np.searchsorted(person, person)
    night = (begun + since).astype(np.int16)
    return {"person": person, "hotel": hotel, "cell": town.shops.cell[hotel], "night": night}


def school_visits(chance: Chance, town: Town, folk: People) -> Columns:
    """The table school_visits: learners and teachers on school days, parents once or twice."""
    learns = folk.doing("pupil", "student", "teacher")
    comes = parents(folk) & ~learns & (unit(chance, folk.count) < 0.25)
    share = np.where(learns, _THERE, np.where(comes, 0.15, 0)).astype(np.float32)
    some = np.flatnonzero(share)
    there = unit(chance, len(some) * len(WORKDAYS)).reshape(len(some), -1) < share[some, None]
    who, when = np.nonzero(there)
    person = some[who].astype(np.int32)
    school = np.where(learns, folk.work, homes_nearest(folk, town.schools))
    return {"person": person, "cell": school[person], "day": WORKDAYS[when]}


def clinic_visits(chance: Chance, town: Town, folk: People) -> Columns:
    """The table clinic_visits: the older, the more often; at the clinic nearest to home."""
    mean = 0.08 + 0.35 * (folk.age / (90 * 365)) ** 2
    person = rows(chance.poisson(mean).astype(np.int32))
    count = len(person)
    cell = homes_nearest(folk, town.clinics)[person]
    day = one_of(chance, np.arange(DAYS), count)
    ward = pick(chance, count, [45, 16, 10, 10, 7, 7, 5])
    return {"person": person, "cell": cell, "day": day, "ward": ward}


def court(chance: Chance, folk: People) -> Columns:
    """The table court: a few grown-ups, for years or weeks, whatever else they do."""
    listed = (unit(chance, folk.count) < _LISTED) & (folk.age > _ADULT)
    person = np.flatnonzero(listed).astype(np.int32)
    days_ago = (30 + unit(chance, len(person)) * 4 * 365).astype(np.int32)
    cents = np.exp(12.5 + 0.9 * bell(chance, len(person)))
    number = chance.permutation(len(person)).astype(np.int32)
    cents = (cents / 100).astype(np.int32) * 100
    return {"person": person, "number": number, "days_ago": days_ago, "cents": cents}


