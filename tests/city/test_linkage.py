"""Linkage: weights against the published formula, and what follows from them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.city.linkage import AGREE, agreement, needed, weigh

SHARES = st.floats(1e-9, 1 - 1e-9)


@given(SHARES, SHARES)
def test_agreement_is_the_published_logarithm(m: float, u: float) -> None:
    assert agreement(m, u) == pytest.approx(math.log2(m / u), abs=1e-6)


def test_a_worked_example() -> None:
    """Of true pairs 90 in 100 agree, of strangers 1 in 20: 18 to 1."""
    assert agreement(0.9, 0.05) == pytest.approx(math.log2(18))
    assert agreement(0.5, 0.5) == 0


@given(SHARES, SHARES)
def test_agreeing_speaks_for_one_person_just_when_it_is_likelier_then(m: float, u: float) -> None:
    if abs(m - u) > 1e-6:
        assert (agreement(m, u) > 0) is (m > u)


@given(st.integers(2, 10**7))
def test_what_is_needed_makes_one_as_likely_as_all_the_others_together(citizens: int) -> None:
    assert 2 ** needed(citizens) == pytest.approx(citizens - 1)


@given(st.integers(2, 10**6), st.integers(2, 10**6), SHARES)
def test_chance_agreement_is_the_share_of_the_others(one: int, other: int, m: float) -> None:
    sharing, citizens = sorted((one, other))
    weight = weigh(sharing, citizens, m)
    assert weight.u == (sharing - 1) / (citizens - 1)
    assert weight.bits == pytest.approx(math.log2(m / weight.u))
    assert (weight.others, weight.least) == (sharing - 1, False)


def test_a_key_that_nobody_shares_weighs_at_least_as_much_as_one_in_all() -> None:
    weight = weigh(1, 1_000_000)
    assert weight.least
    assert weight.bits == pytest.approx(math.log2(AGREE * 1_000_000))
    assert weight.bits > weigh(2, 1_000_000).bits - 1e-3


@given(st.integers(2, 1000), st.integers(10**4, 10**6))
def test_bayes_rule_by_counting(sharing: int, citizens: int) -> None:
    """Of all who agree, one is the right one: m against everybody else who shares the key."""
    weight = weigh(sharing, citizens)
    odds = 2**weight.bits / (citizens - 1)  # those before are one to all others
    assert odds / (1 + odds) == pytest.approx(AGREE / (AGREE + weight.others))
