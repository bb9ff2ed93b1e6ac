"""The prediction: whole people that add up to everybody and follow Bayes' rule."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.city.prediction import (
    ONE_IN,
    PEOPLE,
    Fate,
    Outcome,
    fates,
    outcome,
)

SHARES = st.floats(0.5, 1.0)


@given(st.integers(1, 20_000), st.integers(100, 20_000), SHARES, SHARES)
def test_everybody_has_one_fate(one_in, people, sensitivity, specificity):
    found = outcome(one_in, people, sensitivity, specificity)
    assert found.people == people
    assert min(found.hits, found.missed, found.false_alarms, found.left) >= 0


@given(st.integers(2, 5_000), SHARES, SHARES)
def test_counts_match_bayes_within_rounding(one_in, sensitivity, specificity):
    found = outcome(one_in, PEOPLE, sensitivity, specificity)
    will = PEOPLE / one_in
    exact = will * sensitivity, (PEOPLE - will) * (1 - specificity)
    # One rounding to whole people who will, one to whole people flagged.
    assert found.hits == pytest.approx(exact[0], abs=1)
    assert found.false_alarms == pytest.approx(exact[1], abs=1)
    if found.flagged and sum(exact):
        share = exact[0] / sum(exact)  # Bayes' rule: the positive predictive value
        assert found.hits / found.flagged == pytest.approx(share, abs=2.1 / sum(exact))


def test_bayes_by_the_published_example():
    # Ten wanted among a million, 90 % hits, 0.1 % false alarms: 9 true, about 1,000 false.
    found = outcome(100_000, 1_000_000, 0.9, 0.999)
    assert (found.hits, found.missed, found.false_alarms) == (9, 1, 1_000)


@pytest.mark.parametrize(
    ("one_in", "expected"),
    [
        (5, Outcome(1_900, 100, 400, 7_600)),
        (20, Outcome(475, 25, 475, 9_025)),
        (100, Outcome(95, 5, 495, 9_405)),
        (500, Outcome(19, 1, 499, 9_481)),
        (5_000, Outcome(2, 0, 500, 9_498)),
    ],
)
def test_the_stops_of_the_slider(one_in, expected):
    assert outcome(one_in) == expected


def test_the_rarer_it_is_the_more_of_the_flagged_are_innocent():
    found = [outcome(each) for each in ONE_IN]
    shares = [each.false_alarms / each.flagged for each in found]
    assert shares == sorted(shares) and shares[0] < 0.2 and shares[-1] > 0.99


@pytest.mark.parametrize("one_in", ONE_IN)
def test_the_field_has_as_many_of_each_as_the_counts_say(one_in):
    found = outcome(one_in)
    counted = Counter(fates(found))
    expected = {
        Fate.HIT: found.hits,
        Fate.MISSED: found.missed,
        Fate.FALSE_ALARM: found.false_alarms,
        Fate.LEFT: found.left,
    }
    assert counted == {fate: count for fate, count in expected.items() if count}


@given(st.integers(1, 2_000), st.integers(1, 2_000), SHARES, SHARES)
def test_no_count_is_lost_in_any_field(one_in, people, sensitivity, specificity):
    found = outcome(one_in, people, sensitivity, specificity)
    counted = Counter(fates(found))
    assert (counted[Fate.HIT], counted[Fate.MISSED]) == (found.hits, found.missed)
    assert (counted[Fate.FALSE_ALARM], counted[Fate.LEFT]) == (found.false_alarms, found.left)


@pytest.mark.parametrize("one_in", ONE_IN)
def test_who_is_flagged_comes_first_and_each_fate_stands_together(one_in):
    told = fates(outcome(one_in))
    order = [Fate.HIT, Fate.FALSE_ALARM, Fate.MISSED, Fate.LEFT]
    assert list(told) == sorted(told, key=order.index)
