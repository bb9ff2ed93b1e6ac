"""The score: it is the formula, grows with what it should, and doors turn at thresholds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.city import score
from exhibit.city.score import DOORS, EXAMPLE, HIGHEST, KINDS, LOWEST, START, STOPS, Term

TIMES = st.integers(0, 60)
LINES = st.lists(st.builds(Term, st.just("any"), TIMES, st.integers(-200, 200)), max_size=6)


def file_with(court, sightings, posts, comments, payments):
    """A file that says so; court is True, False, or "wrong" for another person's record."""
    return replace(
        EXAMPLE,
        on_court_list=court is True,
        wrong_link=court == "wrong",
        sightings=sightings,
        posts=posts,
        comments=comments,
        payments=payments,
    )


FILES = st.builds(file_with, st.sampled_from([True, False, "wrong"]), *[TIMES] * 4)
WEIGHTS = st.tuples(*[st.integers(0, len(STOPS) - 1)] * len(KINDS))
KEPT = st.tuples(*[st.booleans()] * len(KINDS))


@given(LINES)
def test_the_score_is_the_sum_kept_between_its_limits(lines):
    plain = START
    for line in lines:
        plain += line.times * line.points
    assert score.total(lines) == (LOWEST if plain < LOWEST else min(plain, HIGHEST))


@given(FILES, WEIGHTS, KEPT, st.booleans())
def test_lines_are_the_file_by_the_weights(profile, stops, kept, read):
    lines = score.terms(profile, stops, kept, read)
    assert [line.name for line in lines] == [kind.name for kind in KINDS]
    wrong = profile.wrong_link and not profile.on_court_list
    told = [
        int(profile.on_court_list or profile.wrong_link),
        profile.sightings,
        profile.posts + profile.comments,
        profile.payments,
    ]
    for n, line in enumerate(lines):
        stays = not read if n == 0 and wrong else kept[n]
        assert line.value == told[n] * (stops[n] - 2) * KINDS[n].points * stays
        assert line.strange == (n == 0 and wrong)


@given(FILES, WEIGHTS, KEPT, st.integers(0, len(KINDS) - 1))
def test_a_heavier_weight_never_lowers_the_score(profile, stops, kept, which):
    scores = []
    for stop in range(len(STOPS)):
        given_stops = [stop if n == which else each for n, each in enumerate(stops)]
        scores.append(score.total(score.terms(profile, given_stops, kept, False)))
    assert scores == sorted(scores)


@given(LINES.filter(bool), st.integers(1, 9))
def test_more_of_a_record_moves_the_score_the_way_of_its_points(lines, more):
    first = lines[0]
    grown = [replace(first, times=first.times + more), *lines[1:]]
    change = score.total(grown) - score.total(lines)
    assert change * first.points >= 0
    inside = LOWEST < score.total(grown) < HIGHEST and LOWEST < score.total(lines) < HIGHEST
    assert not inside or change == more * first.points


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_opens_exactly_at_its_threshold(door):
    assert [door.open_at(door.needs + by) for by in (-1, 0, 1)] == [False, True, True]


@given(st.integers(LOWEST, HIGHEST - 1))
def test_a_higher_score_never_shuts_a_door(value):
    now, higher = score.opened(value), score.opened(value + 1)
    assert all(after >= before for before, after in zip(now, higher, strict=True))
    assert now == tuple(value >= door.needs for door in DOORS)


def test_the_names_of_kinds_and_doors_are_their_own():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert {door.name for door in DOORS} == {"train", "loan", "hotel", "abroad"}


def test_one_appeal_in_three_is_read_and_it_is_the_third():
    assert [score.heard(sent) for sent in range(4)] == [False, False, False, True]


@given(FILES, WEIGHTS, KEPT)
def test_an_appeal_takes_out_what_is_another_persons_and_nothing_else(profile, stops, kept):
    before = score.terms(profile, stops, kept, False)
    after = score.terms(profile, stops, kept, True)
    assert after == score.without_strange(before)
    changed = [one.name for one, other in zip(before, after, strict=True) if one != other]
    assert changed == (["court"] if any(line.strange for line in before) else [])


def test_the_example_file_loses_doors_to_a_stranger_and_gets_them_back():
    stops = [kind.stop for kind in KINDS]
    lines = [score.terms(EXAMPLE, stops, [True] * 4, read) for read in (False, True)]
    assert [score.total(each) for each in lines] == [485, 685]
    assert [sum(score.opened(score.total(each))) for each in lines] == [1, 4]
