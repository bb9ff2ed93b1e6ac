"""A score from the pieces: the page shows the formula it uses, and doors follow at once."""

import re
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygame import Rect
from step_pages import SIZES, WORDS, drawn, inside, step_of

from exhibit.city.score import DOORS, EXAMPLE, HIGHEST, KINDS, LOWEST, START, STOPS
from exhibit.page.controls import picked
from exhibit.page.theme import unit
from exhibit.room.visit import Visit

STEP = step_of("score")
_LINE = "(\\d+) \N{MULTIPLICATION SIGN} ([+\N{MINUS SIGN}]?\\d+) ="
NAMED = replace(EXAMPLE, example=False, name="Somebody")
CLEAN = replace(NAMED, wrong_link=False)
STATES = {
    "example": (EXAMPLE, {}),
    "named": (NAMED, {}),
    "shut": (NAMED, {"score.weight_1": 0, "score.weight_2": 0, "score.weight_3": 0}),
    "one door": (NAMED, {"score.weight_0": 1, "score.weight_2": 2}),
    "points": (NAMED, {"score.weight_0": 4, "score.weight_3": 4}),
    "unread": (EXAMPLE, {"score.appeal": 2, "score.record_2": 1}),
    "read": (EXAMPLE, {"score.appeal": 3}),
    "clean": (CLEAN, {}),
    "rightly listed": (replace(NAMED, on_court_list=True), {}),
    "many": (replace(NAMED, payments=48, posts=27, sightings=62), {}),
}


def seen(profile=EXAMPLE, picks=None):
    """A visit with this file, in which these were picked."""
    visit = Visit()
    visit.picked.update(picks or {})
    visit.put(profile)
    visit.put(STEP.work(visit))
    return visit


def numbers(page):
    """The numbers of a text, with the minus that pages write."""
    return [int(each.replace("\N{MINUS SIGN}", "-").replace(",", "")) for each in page]


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
def test_every_state_fits_and_says_little(state, size, language):
    page = drawn("score", seen(*STATES[state]), size, language)
    assert page.overflows == []
    assert page.count <= 75


def shown(page):
    """Start, lines (times, points, value) and score, read off the page."""
    said = page.said
    lines = []
    for place, text in enumerate(said):
        if found := re.fullmatch(_LINE, text):
            lines.append(numbers([*found.groups(), said[place + 1]]))
    start = numbers([said[said.index(page.text("start")) + 1]])[0]
    limits = page.text("limits", low=LOWEST, high=HIGHEST)
    return start, lines, numbers([said[said.index(limits) + 1]])[0]


PICKS = st.fixed_dictionaries(
    {f"score.weight_{n}": st.integers(0, len(STOPS) - 1) for n in range(len(KINDS))}
    | {f"score.record_{n}": st.integers(0, 1) for n in range(1, len(KINDS))}
    | {"score.appeal": st.integers(0, 3)}
)
FILES = st.builds(
    replace,
    st.just(NAMED),
    payments=st.integers(0, 99),
    posts=st.integers(0, 30),
    sightings=st.integers(0, 90),
    wrong_link=st.booleans(),
    on_court_list=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(FILES, PICKS)
def test_the_score_on_the_page_is_the_formula_on_the_page(profile, picks):
    page = drawn("score", seen(profile, picks))
    start, lines, score = shown(page)
    assert start == START and len(lines) == len(KINDS)
    assert all(times * points == value for times, points, value in lines)
    assert score == min(HIGHEST, max(LOWEST, start + sum(value for _, _, value in lines)))
    assert STEP.work(seen(profile, picks)).score == score


def test_a_picked_weight_changes_the_next_page():
    before, after = (
        shown(drawn("score", seen())),
        shown(drawn("score", seen(picks={"score.weight_3": 4}))),
    )
    assert (before[2], after[2]) == (485, 485 + 7 * 10)


def test_a_record_taken_out_counts_no_more():
    _, lines, score = shown(drawn("score", seen(picks={"score.record_1": 1})))
    assert lines[1] == [0, -5, 0] and score == 485 + 45


def test_the_strangers_record_leaves_by_an_appeal_only():
    page = drawn("score", seen(NAMED, {"score.record_0": 1}))
    assert shown(page)[2] == 485
    keys = [picked(name) for name, _ in page.touches]
    assert ("score.appeal", 1) in keys
    assert not any(key and key[0] == "score.record_0" for key in keys)


@pytest.mark.parametrize(("sent", "offers"), [(0, 1), (1, 2), (2, 3), (3, 0)])
def test_each_press_sends_one_more_appeal_and_then_begins_anew(sent, offers):
    visit = seen(NAMED, {"score.appeal": sent})
    keys = [picked(name) for name, _ in drawn("score", visit).touches]
    assert ("score.appeal", offers) in keys
    assert visit.get(type(STEP.work(visit))).score == (685 if sent == 3 else 485)


def test_without_a_stranger_there_is_nothing_to_appeal():
    page = drawn("score", seen(CLEAN))
    assert page.text("own") in page.said
    assert page.text("appeal") not in page.said


def test_an_example_file_is_called_one():
    assert drawn("score", Visit()).said[0] == WORDS.say("en", "step.score.tag_example")
    assert drawn("score", seen(NAMED)).said[0] == WORDS.say("en", "step.score.tag")


def test_what_the_stranger_costs_is_counted():
    for key, state, doors in (("shuts", (NAMED,), 3), ("shuts_one", STATES["one door"], 1)):
        page, found = drawn("score", seen(*state)), STEP.work(seen(*state))
        assert found.bare == found.score - found.strange.value
        assert page.text(key, score=page.number(found.bare), doors=doors) in page.said
    page = drawn("score", seen(NAMED, {"score.weight_0": 4}))
    assert page.text("moves", points="+200") in page.said


@pytest.mark.parametrize(("payments", "points"), [(22, "\N{MINUS SIGN}145"), (99, "0")])
def test_what_the_stranger_costs_is_no_more_than_the_score_can_move(payments, points):
    state = replace(NAMED, payments=payments), {"score.weight_3": 4}
    found, page = STEP.work(seen(*state)), drawn("score", seen(*state))
    assert found.bare == HIGHEST and found.lost == 0 and found.strange.value == -200
    assert page.text("moves", points=points) in page.said


def test_doors_look_different_open_and_shut_even_without_colour():
    def grey(picks):
        box = inside(drawn("score", seen(NAMED, picks)), "doors").mean(axis=2)
        return [part.mean() for part in np.array_split(box, len(DOORS))]

    shut, ajar = grey({}), grey({"score.appeal": 3})
    changed = [after - before > 15 for before, after in zip(shut, ajar, strict=True)]
    assert changed == [True, True, False, True]


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_touches_are_large_and_apart(size):
    page = drawn("score", seen(NAMED), size)
    least = 20 / 535 * unit(size)
    for _, area in page.touches:
        assert min(area.size) >= least and Rect((0, 0), size).contains(area)
    for (_, one), (_, other) in combinations(page.touches, 2):
        assert not one.colliderect(other)
