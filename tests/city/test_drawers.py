"""Drawers: what is in them, counted again from the tables; the wrong link; the profile."""

from itertools import pairwise

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.city.archive import Archive
from exhibit.city.drawer_rows import READ
from exhibit.city.drawers import SORTS, Drawer, OpenDrawer, citizens, true_of
from exhibit.city.linkage import weigh
from exhibit.city.memory import remembered
from exhibit.city.mistake import mistake
from exhibit.city.profile import Profile, ProfileOf
from exhibit.city.tables import SCHEMA, types

PEOPLE = st.integers(0, 19_999)
COURT = len(SORTS) - 1

# id, given, family, born, identity, home; everyone works in cell 1.
FEW = [
    (0, "Ada", "Roe", "1980-02-03", "000000198002030011", 1),
    (1, "Ada", "Roe", "1980-11-30", "000000198011309999", 2),
    (2, "Ada", "Roe", "1975-01-01", "000000197501017777", 2),
    (3, "Bo", "Lund", "1990-05-05", "000000199005050011", 1),
    (4, "Cy", "Moss", "1990-06-06", "000000199006065411", 1),
]
ROWS = {
    "cells": [(1, 0, 0, "A1"), (2, 1, 0, "A2")],
    "cameras": [(1, 1)],
    "gates": [(1, 1, "station"), (2, 2, "office")],
    "shops": [(1, 1, "tea", "A1-1"), (2, 2, "books", "A2-1")],
    "sightings": [(0, 1, 500), (0, 1, 600)],
    "passes": [(0, 1, 485), (1, 1, 539), (3, 1, 540), (4, 2, 490)],
    "payments": [(0, 1, 1330, 250), (0, 2, 2200, 900), (0, 1, 100, 250), (1, 1, 119, 300)],
    "trips": [(0, "bus", 1, 2, 1319), (0, "bus", 1, 2, 1320), (0, "bus", 2, 1, 359)],
    "contacts": [(0, 1, 3), (0, 4, 9), (1, 0, 3), (4, 0, 9)],
    "posts": [(1, 0, 700, 1, "rent"), (2, 1, 800, 1, "rent")],
    "comments": [(0, 2, 810, "joke"), (3, 1, 705, "joke")],
    "hotel_nights": [(0, 2, 2, 3)],
    "clinic_visits": [(0, 1, 2, "eyes"), (4, 1, 2, "teeth")],
    "court": [(1, "00/1", "2021-01-01", 5000), (3, "00/2", "2022-01-01", 700)],
}


@pytest.fixture
def few():
    """A city of five, every row of which can be read above."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(types())
        connection.execute(SCHEMA)
        for number, first, family, born, identity, home in FEW:
            connection.execute(
                "INSERT INTO people(id, given, family, born, identity, phone, wallet, home, work,"
                " job) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 'cook')",
                [number, first, family, born, identity, f"+999 {number}", f"W{number}", home],
            )
        for table, rows in ROWS.items():
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        yield Archive(connection)


def opened(archive: Archive, citizen: int) -> list[Drawer]:
    """Every drawer of a citizen."""
    found = [OpenDrawer(citizen, number).answer(archive) for number in range(len(SORTS))]
    return [each for each in found if each]


@settings(max_examples=20, deadline=None)
@given(PEOPLE)
def test_counts_never_grow_as_links_are_added(archive: Archive, citizen: int) -> None:
    drawers = opened(archive, citizen)
    assert drawers[0].before == citizens(archive) == 20_000
    assert all(one.fits == other.before for one, other in pairwise(drawers))
    assert all(each.fits <= each.before for each in drawers)


@settings(max_examples=8, deadline=None)
@given(PEOPLE)
def test_the_citizen_fits_every_row_of_the_own_file(archive: Archive, citizen: int) -> None:
    assert all(each.fits >= 1 for each in opened(archive, citizen) if not each.wrong)
    for read in READ.values():
        assert citizen in true_of(archive, read(archive, citizen).fact)


@pytest.mark.parametrize("citizen", [0, 777, 19_999])
def test_the_first_counts_are_those_of_the_tables(archive: Archive, citizen: int) -> None:
    """Counted by hand in Python, from every row of the tables."""
    card, gates = (OpenDrawer(citizen, number).answer(archive) for number in (0, 1))
    born = dict(archive.rows("SELECT id, year(born) FROM people"))
    fits = {each for each, year in born.items() if year == born[citizen]}
    assert card and card.fits == len(fits)
    kinds = dict(archive.rows("SELECT id, kind FROM gates"))
    passes = [(who, kinds[gate], minute // 60)
              for who, gate, minute in archive.rows("SELECT * FROM passes ORDER BY minute")]
    own = [(kind, hour) for who, kind, hour in passes if who == citizen]
    there = {who for who, kind, hour in passes if own and (kind, hour) == own[0]}
    all_who_passed = {who for who, *_ in passes}
    assert gates and gates.fits == len(fits & there if own else fits - all_who_passed)


def test_five_citizens_counted_by_reading(few: Archive) -> None:
    drawers = opened(few, 0)
    assert [each.sort.name for each in drawers] == [each.name for each in SORTS]
    # born in 1980: 0, 1. A station gate from 8 to 9: 0, 1. Somebody called 9 times: 0 alone.
    assert [each.fits for each in drawers] == [2, 2, 1, 1, 1, 1, 1, 0]
    assert [each.rows for each in drawers] == [1, 1, 2, 3, 3, 2, 2, 1]


def test_an_empty_drawer_tells_something_too(few: Archive) -> None:
    fits = true_of(few, READ["trips"](few, 3).fact)
    assert sorted(fits.tolist()) == [1, 2, 3, 4]
    assert READ["stays"](few, 3).rows == 0
    assert sorted(true_of(few, READ["stays"](few, 3).fact).tolist()) == [1, 2, 3]


def test_who_only_answers_to_others_has_no_empty_drawer(few: Archive) -> None:
    read = READ["posts"](few, 3)
    assert ([each.text for each in read.entries], read.rows) == (["posts_comments"], 1)
    assert sorted(true_of(few, read.fact).tolist()) == [0, 3]  # answers on rent, that day
    assert READ["posts"](few, 4).rows == 0
    assert sorted(true_of(few, READ["posts"](few, 4).fact).tolist()) == [2, 4]


def test_who_stands_on_the_court_list_is_joined_with_nobody_else(few: Archive) -> None:
    court = OpenDrawer(1, COURT).answer(few)
    assert court and (court.key, court.wrong, court.rows) == ("identity", None, 1)
    assert court.entries[0].values == (("digits", "9999"), ("year", "2021"))
    assert court.weight == weigh(1, 5)
    assert court.fits == 1


def test_the_weight_of_a_key_is_counted(few: Archive) -> None:
    card = OpenDrawer(0, 0, alike=3, among=5).answer(few)
    gates = OpenDrawer(0, 1).answer(few)
    court = OpenDrawer(0, COURT).answer(few)
    assert card and card.weight == weigh(3, 5)
    assert gates and gates.weight == weigh(1, 5)
    assert court and court.weight == weigh(2, 5)  # Ada Roe of 1980: two of them
    none = OpenDrawer(0, 0).answer(few)
    assert none and none.weight is None


def test_the_strictest_key_that_leads_to_another_is_taken(few: Archive) -> None:
    found = {citizen: mistake(few, citizen) for citizen in range(5)}
    assert {who: each and (each.key, each.person) for who, each in found.items()} == {
        0: ("name_year", 1),  # and not 3, whose number has the same last four digits
        1: None,
        2: ("name", 1),
        3: None,
        4: ("last_2", 3),
    }


@settings(max_examples=10, deadline=None)
@given(PEOPLE)
def test_the_wrong_record_is_never_the_own(archive: Archive, citizen: int) -> None:
    court = OpenDrawer(citizen, COURT).answer(archive)
    if court is None:  # so few are listed in so small a city
        ends = {number[-2:] for who, number in archive.rows(
            "SELECT person, identity FROM court JOIN people ON id = person") if who != citizen}
        own = archive.rows("SELECT identity FROM people WHERE id = ?", [citizen])[0][0]
        assert own[-2:] not in ends
        return
    own = archive.rows("SELECT count(*) FROM court WHERE person = ?", [citizen])[0][0]
    assert bool(court.wrong) is not bool(own)
    if court.wrong is None:
        return
    assert court.wrong.person != citizen
    listed = archive.rows("SELECT count(*) FROM court WHERE person = ?", [court.wrong.person])
    assert listed[0][0] == 1
    if court.before == 1:
        assert court.fits == 0


def test_the_profile_counts_every_row(few: Archive) -> None:
    assert ProfileOf(0, example=True).answer(few) == Profile(
        citizen=0, name="Ada Roe", example=True, spent=(("books", 900), ("tea", 500)),
        payments=3, night_payments=2, trips=3, night_trips=2, posts=1, comments=1, contacts=2,
        contacts_listed=1, hotel_nights=1, clinic_visits=1, school_visits=0, sightings=2,
        on_court_list=False, wrong_link=True, wrong_person=1,
    )  # fmt: skip


def test_the_wrong_link_reads_like_a_right_one(few: Archive) -> None:
    wronged, rightly, free = (ProfileOf(each).answer(few) for each in (0, 1, 4))
    assert (wronged.on_court_list, wronged.listed) == (False, True)
    assert (rightly.on_court_list, rightly.wrong_link, rightly.listed) == (True, False, True)
    assert free.wrong_person == 3
    assert (wronged.cents, wronged.spent_on("tea"), wronged.spent_on("games")) == (1400, 500, 0)


def test_what_is_remembered_belongs_to_one_archive(few: Archive) -> None:
    asked = []

    @remembered
    def find(archive: Archive, number: int) -> int:
        asked.append((archive, number))
        return number

    other = Archive(few.connection)
    assert [find(few, 1), find(few, 1), find(few, 2), find(other, 1)] == [1, 1, 2, 1]
    assert asked == [(few, 1), (few, 2), (other, 1)]
