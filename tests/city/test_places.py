"""Four places and times, counted again from every sighting."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.city.archive import Archive
from exhibit.city.places import OFFERED, Homes, Shared, Spots, unicity
from exhibit.city.tables import CELLS

PEOPLE = st.integers(0, 19_999)


@pytest.fixture(scope="module")
def seen(archive: Archive) -> dict[tuple[int, int], set[int]]:
    """Who was seen in which cell and hour: every sighting, sorted in Python."""
    cells = dict(archive.rows("SELECT id, cell FROM cameras"))
    found = defaultdict(set)
    for person, camera, minute in archive.rows("SELECT person, camera, minute FROM sightings"):
        found[cells[camera], minute // 60].add(person)
    return found


@settings(max_examples=25, deadline=None)
@given(PEOPLE, st.data())
def test_shared_is_who_was_at_all_of_them(
    archive: Archive, seen: dict[tuple[int, int], set[int]], citizen: int, data: st.DataObject
) -> None:
    spots = Spots(citizen).answer(archive)
    if not spots:
        return
    chosen = data.draw(st.lists(st.sampled_from(spots), min_size=1, max_size=4, unique=True))
    points = tuple(each.point for each in chosen)
    counts = Shared(points).answer(archive)
    by_hand = [len(set.intersection(*(seen[each] for each in points[:n])))
               for n in range(1, len(points) + 1)]
    assert list(counts) == by_hand
    assert list(counts) == sorted(counts, reverse=True)
    assert counts[-1] >= 1


@settings(max_examples=25, deadline=None)
@given(PEOPLE)
def test_the_sightings_offered_are_the_citizens_own(
    archive: Archive, seen: dict[tuple[int, int], set[int]], citizen: int
) -> None:
    spots = Spots(citizen).answer(archive)
    own = {point for point, people in seen.items() if citizen in people}
    assert {each.point for each in spots} <= own
    assert len({each.point for each in spots}) == len(spots) == min(OFFERED, len(own))
    assert [each.minute for each in spots] == sorted(each.minute for each in spots)


def test_a_place_where_nobody_was(archive: Archive) -> None:
    assert Shared(((0, 10_000), (1, 10))).answer(archive) == (0, 0)


def test_a_cell_lies_where_the_table_says(archive: Archive) -> None:
    cells = {cell: (x, y, name) for cell, x, y, name in archive.rows("SELECT * FROM cells")}
    for spot in Spots(7).answer(archive):
        assert (spot.x, spot.y, spot.name) == cells[spot.cell]


def test_everybody_lives_somewhere(archive: Archive) -> None:
    homes = Homes().answer(archive)
    assert (len(homes), sum(homes)) == (CELLS, 20_000)


def test_more_points_single_out_more_people(archive: Archive) -> None:
    shares = [unicity(archive, 25, points) for points in (1, 2, 4)]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1] <= 1
    assert unicity(archive, 10, 2, start=7) == unicity(archive, 10, 2, start=7)
