"""Is it true?: guess first, then grade, evidence and elsewhere; within the limits of a screen."""

from itertools import product

import numpy as np
import pytest
from step_pages import SIZES, drawn, inside, step_of

from exhibit.page.claims import GUESSES, load_claims
from exhibit.page.controls import picked
from exhibit.room.visit import Visit

CLAIMS = load_claims()
TAN = (0xE9, 0xDC, 0xC3)


def visit(place=0, **guesses):
    """A visit at a claim, some of them guessed: S12=0."""
    given = {f"claims.guess.{name}": guess for name, guess in guesses.items()}
    return Visit(picked={"claims.which": place, **given})


def guess(claim, number):
    """A visit at this claim, with this guess."""
    return visit(CLAIMS.shown.index(claim), **{claim.id: number})


def picks(page):
    """What a touch on the page picks, as (key, number)."""
    return [choice for name, _ in page.touches if (choice := picked(name))]


def share(page, box, colour):
    """The share of a box's pixels that have a colour."""
    return float((inside(page, box) == np.array(colour)).all(axis=2).mean())


def test_the_answer_is_not_to_be_seen_before_the_guess():
    claim = CLAIMS.shown[0]
    page = drawn("claims", visit())
    assert picks(page) == [(f"claims.guess.{claim.id}", n) for n in range(len(GUESSES))]
    for which in ("known", "elsewhere"):
        assert page.text(f"claim.{claim.id}.{which}") not in page.said


def test_after_the_guess_come_grade_evidence_and_elsewhere():
    claim = CLAIMS.shown[0]
    page = drawn("claims", visit(**{claim.id: 0}))
    for which in ("claim", "known", "elsewhere"):
        assert page.text(f"claim.{claim.id}.{which}") in page.said
    assert page.text("grade.established") in page.said, "the visitor's own guess"
    assert page.text(f"grade.{claim.grade.replace(' ', '_')}") in page.said
    assert page.sources.cite(*claim.sources) in page.said
    assert page.sources.cite(*claim.elsewhere) in page.said


def test_a_claim_leads_to_the_next_and_the_last_to_the_first():
    seen = []
    at = visit()
    for _ in CLAIMS.shown:
        found = step_of("claims").work(at)
        seen.append(found.claim.id)
        at.picked[f"claims.guess.{found.claim.id}"] = 1
        ((name, number),) = picks(drawn("claims", at))
        at.picked[name] = number
    assert seen == [each.id for each in CLAIMS.shown]
    assert step_of("claims").work(at).claim == CLAIMS.shown[0]


def test_grades_alike_are_counted_and_only_they_are_told():
    right, other = CLAIMS.shown[:2]
    same = GUESSES.index(right.grade)
    wrong = (GUESSES.index(other.grade) + 1) % len(GUESSES)
    found = step_of("claims").work(visit(**{right.id: same, other.id: wrong}))
    assert (found.given, found.alike) == (2, 1)
    told = drawn("claims", visit(**{right.id: same, other.id: wrong}))
    assert told.text("alike", alike=1, given=2) in told.said
    untold = drawn("claims", visit(1, **{other.id: wrong}))
    assert untold.text("alike", alike=0, given=1) not in untold.said


@pytest.mark.parametrize("claim", CLAIMS.shown, ids=lambda each: each.id)
def test_opinion_and_evidence_look_different_once_graded(claim):
    before = drawn("claims", visit(CLAIMS.shown.index(claim)))
    after = drawn("claims", guess(claim, 2))
    opinion = claim.grade == "opinion"
    assert share(before, "claim_card", TAN) < 0.01, "the card would give it away"
    assert (share(after, "claim_card", TAN) > 0.5) == opinion
    edge = inside(after, "claim_known")[5, :8]  # down its left edge: a thick rule, or none
    assert (edge == np.array(after.colour("ink"))).all(axis=1).any() != opinion
    assert (after.text("evidence") in after.said) != opinion


@pytest.mark.parametrize("language", ["en", "id", "vi", "zh"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_claim_fits_before_and_after(size, language):
    over = {}
    for place, claim in enumerate(CLAIMS.shown):
        for given in ({}, {claim.id: 3}):
            page = drawn("claims", visit(place, **given), size, language)
            if page.overflows or page.count > 73:  # Leave and the language are two more
                over[claim.id] = (page.count, page.overflows)
    assert over == {}


@pytest.mark.parametrize("size", SIZES[:2], ids=["wide", "portrait"])
def test_what_is_touched_is_large_and_apart(size):
    for at in (visit(), visit(S12=1)):
        page = drawn("claims", at, size, "id")
        areas = [area for _, area in page.touches]
        assert all(min(area.size) >= 20 / 535 * min(size) for area in areas)
        pairs = product(enumerate(areas), repeat=2)
        assert not any(a.colliderect(b) for (n, a), (m, b) in pairs if n < m)
