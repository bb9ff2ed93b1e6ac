"""Who you are with: what is shown of others, when it changes, and what is guessed."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "senses"))

from made_faces import face_at
from step_pages import SIZES, WORDS, drawn, inside, step_of

from exhibit.messages import SourceKind
from exhibit.page.company_chart import thickness
from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.company import Companion, Company
from exhibit.senses.seen import Face, Person, Seen, person_box
from exhibit.senses.spells import Spell

STEP = step_of("company")
IMAGE = np.full((720, 1280, 3), 120, np.uint8)
PLACES = (640, 480, 800, 320, 960, 160, 1120, 20)


def other(ident, near=0.0, together=0.0, there=True):
    """Somebody who has been near and moved along for so many seconds, to this moment."""
    spells = [Spell(0.0, each, there) if each else None for each in (near, together)]
    return Companion(ident, 5.2, 0.6, spells[0], near, spells[1], together, None, there)


def someone(ident, x, at):
    face = Face.around(face_at(x, 330, 110))
    return Person(ident, person_box(face.box), face, 0.0, at)


def shown(*others, frames=6, visit=None):
    """A visit after so many frames with this company."""
    visit = visit or Visit(source=SourceKind.CAMERA)
    ids = [1, *(each.id for each in others if each.there)]
    for _ in range(frames):
        visit.now += 1 / 30
        people = [someone(each, PLACES[n], visit.now) for n, each in enumerate(ids)]
        follow(visit, Seen(tuple(people), IMAGE, visit.now))
        visit.put(people[0].face)
        visit.put(Company(tuple(others)))
        visit.put(STEP.work(visit))
    return visit


def found(visit):
    return visit.get(type(STEP.work(visit)))


STATES = {
    "alone": (),
    "in view": (other(2),),
    "near": (other(2, 12.4),),
    "together": (other(2, 12.4, 3.0), other(3, 65.0), other(4)),
    "gone": (other(2, 65.0, there=False),),
    "one of two gone": (other(2, 12.4), other(3, 65.0, there=False)),
    "many": tuple(other(n, 7.0 * n, 3.0 * (n % 2), n != 4) for n in range(2, 9)),
}


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
def test_every_state_fits_and_says_little(state, size, language):
    page = drawn("company", shown(*STATES[state]), size, language)
    assert page.overflows == []
    assert page.count <= 75


def test_who_is_in_view_is_drawn_and_how_many_are_not_is_said():
    gone = [other(n, 3.0 * n, there=False) for n in range(2, 8)]
    page = drawn("company", shown(*gone, other(8, 1.0), other(9)))
    left = [n for n in range(2, 8) if page.text("seconds", seconds=3 * n) in page.said]
    there = [n for n in (0, 1) if page.text("seconds", seconds=n) in page.said]
    assert (left, there, "+2" in page.said) == ([4, 5, 6, 7], [0, 1], True)
    assert not any(said.startswith("+") for said in drawn("company", shown(*gone)).said)


def test_alone_it_says_so():
    page = drawn("company", shown())
    assert page.text("measured_alone", count=0) in page.said
    assert "“Came alone.”" in page.said


def test_without_a_visitor_nothing_is_claimed():
    visit = Visit()
    assert STEP.work(visit) is None
    page = drawn("company", visit)
    assert page.text("measured_lost") in page.said
    assert "“Came alone.”" not in page.said


@pytest.mark.parametrize(
    ("others", "guess"),
    [
        ((), "guessed_alone"),
        ((other(2),), "guessed_others"),
        ((other(2, 4.0),), "guessed_near"),
        ((other(2, 4.0, 2.5), other(3)), "guessed_together"),
        ((other(2, 4.0, 2.5, there=False),), "guessed_alone"),
    ],
)
def test_what_is_guessed(others, guess):
    assert found(shown(*others)).guess == guess


def test_a_guess_takes_five_frames_and_holds():
    assert found(shown(frames=4)).guess is None
    visit = shown(frames=5)
    assert found(visit).guess == "guessed_alone"
    shown(other(2, 4.0), frames=4, visit=visit)
    assert found(visit).guess == "guessed_alone"
    shown(other(2, 4.0), frames=1, visit=visit)
    assert found(visit).guess == "guessed_near"


def test_figures_change_at_most_four_times_a_second():
    visit, told = Visit(), set()
    for frame in range(60):
        shown(other(2, 4 + frame / 30), frames=1, visit=visit)
        told.add(found(visit).others[0].near_seconds)
    assert 6 <= len(told) <= 9


def test_the_nearest_in_view_is_the_one_told():
    far = other(2, 9.0)
    near = Companion(3, 2.0, 0.2, None, 0.0, None, 0.0, None, True)
    gone = Companion(4, 1.0, 0.2, None, 8.0, None, 0.0, None, False)
    visit = shown(far, near, gone)
    assert found(visit).others[found(visit).nearest].id == 3


def test_lines_grow_with_time_up_to_a_limit():
    weights = [thickness(each) for each in (0, 1, 10, 30, 300)]
    assert weights[0] == 0
    assert weights[1] < weights[2] < weights[3] == weights[4]


def test_a_longer_time_draws_a_heavier_line():
    def inked(seconds):
        return int(
            (inside(drawn("company", shown(other(2, seconds))), "instrument")[..., 2] > 200).sum()
        )

    assert inked(1) < inked(10) < inked(30)


def test_the_line_in_the_picture_joins_only_those_near():
    def blue(*others):
        visit = shown(*others)
        visit.drop(Face)  # no pin
        pixels = inside(drawn("company", visit), "view")
        return int((np.abs(pixels - np.array((0x8F, 0xD0, 0xFF))).sum(axis=2) < 30).sum())

    assert blue(other(2, 20.0)) > blue(other(2)) + 300
