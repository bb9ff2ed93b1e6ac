"""You again: what is shown before anyone left, while away, and after a return."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "senses"))

from made_faces import face_at
from step_pages import SIZES, WORDS, drawn, inside, step_of

from exhibit.messages import Choice, SourceKind
from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.again import Again, Elsewhere, Known, Sighting
from exhibit.senses.clothes import Clothes, to_srgb
from exhibit.senses.seen import Face, Person, Seen, person_box

STEP = step_of("again")
IMAGE = np.full((720, 1280, 3), 120, np.uint8)
PATCHES = ((520.0, 480.0, 600.0, 600.0), (680.0, 480.0, 760.0, 600.0))
PINK = Clothes((73.0, 38.0, -3.0), 14.2, 2.0, "pink", PATCHES)
NUMBER = np.zeros(128, np.float32)
KNOWN = Known(1, 0.0, 1, PINK, NUMBER)
FACE_SAME = Again(24.2, "face", True, 0.31, 0.05, 0.6, PINK, 2)
CLOTHES_SAME = Again(24.2, "clothes", True, 4.4, 2.8, 12.0, PINK, 2)
STATES = {
    "before": (KNOWN, PINK, None),
    "before, no number": (replace(KNOWN, number=None), PINK, None),
    "several colours": (KNOWN, replace(PINK, word=None), None),
    "no clothes": (Known(1, 0.0), None, None),
    "by face": (KNOWN, PINK, FACE_SAME),
    "by clothes": (KNOWN, PINK, CLOTHES_SAME),
    "number refused": (replace(KNOWN, number=None), PINK, CLOTHES_SAME),
    "other": (KNOWN, PINK, replace(FACE_SAME, same=False, before=None, distance=0.81)),
    "unsure by face": (KNOWN, PINK, replace(FACE_SAME, same=None, before=None)),
    "unsure by clothes": (KNOWN, PINK, replace(CLOTHES_SAME, same=None, before=None)),
    "by face, no clothes in view": (KNOWN, None, replace(FACE_SAME, before=None)),
}


def shown(state, frames=6, choice=Choice.EVERYTHING, visit=None):
    """A visit after so many frames in a state."""
    visit = visit or Visit(source=SourceKind.CAMERA, choice=choice)
    known, clothes, again = STATES[state]
    visit.remembered[Known] = known
    for _ in range(frames):
        visit.now += 1 / 30
        face = Face.around(face_at(640, 300, 130))
        follow(visit, Seen((Person(1, person_box(face.box), face, 0, 0),), IMAGE, visit.now))
        visit.put(face)
        for each in (clothes, again):
            if each is not None:
                visit.put(each)
        visit.put(STEP.work(visit))
    return visit


def found(visit):
    return visit.get(type(STEP.work(visit)))


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
def test_every_state_fits_and_says_little(state, size, language):
    choice = Choice.NO_NUMBER if state.endswith("refused") else Choice.EVERYTHING
    page = drawn("again", shown(state, 1, choice), size, language)
    assert page.overflows == []
    assert page.count <= 75


SEEN = {"face": Sighting(72.4, "face", 0.31, 0.05), "clothes": Sighting(72.4, "clothes", 4.4, 2.8)}


def by_camera_2(by, now=75.0):
    """A visit in whose first picture nobody is, after the second camera has seen the visitor."""
    visit = Visit(source=SourceKind.CAMERA, now=now)
    visit.remembered[Known] = KNOWN
    follow(visit, Seen((), IMAGE, now))
    visit.put(Elsewhere(True, False, SEEN[by]))
    return visit


class TestSecondCamera:
    @pytest.mark.parametrize("language", WORDS.languages)
    @pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
    @pytest.mark.parametrize("by", SEEN)
    def test_a_sighting_says_when_and_by_what(self, by, size, language):
        page = drawn("again", by_camera_2(by), size, language)
        assert page.overflows == []
        assert page.count <= 75
        assert page.text(f"second_{by}", at="1:12") in page.said

    def test_it_gives_way_after_a_while_and_is_never_said_of_another(self):
        late = drawn("again", by_camera_2("face", now=90.0))
        other = shown("other")
        other.now, other.remembered[Known] = 75.0, replace(KNOWN, id=9)
        other.put(Elsewhere(True, False, SEEN["face"]))
        for page in (late, drawn("again", other)):
            assert page.text("second_face", at="1:12") not in page.said

    @pytest.mark.parametrize("language", WORDS.languages)
    @pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
    @pytest.mark.parametrize("trouble", [False, True])
    def test_while_it_is_open_the_page_says_so(self, trouble, size, language):
        visit = shown("before")
        visit.put(Elsewhere(not trouble, trouble, None))
        page = drawn("again", visit, size, language)
        assert page.text("second_trouble" if trouble else "second_opened") in page.said
        assert page.overflows == []


def test_before_anyone_left_it_shows_what_is_remembered():
    page = drawn("again", shown("before"))
    assert "131" in page.said
    assert page.text("not_left") in page.said
    assert "3" in drawn("again", shown("before, no number")).said


@pytest.mark.parametrize("language", WORDS.languages)
def test_the_error_of_the_colour_is_one_and_not_how_mixed_the_cloth_is(language):
    page = drawn("again", shown("before"), language=language)
    assert any("± 2" in said for said in page.said)
    assert not any("± 14" in said for said in page.said)


def test_it_says_by_what_it_matched():
    by_face = drawn("again", shown("by face"))
    assert {"0.31", "apart, ± 0.05", by_face.text("by_face", away=24.2)} <= set(by_face.said)
    by_clothes = drawn("again", shown("by clothes"))
    assert by_clothes.text("by_clothes", away=24.2) in by_clothes.said
    refused = drawn("again", shown("by clothes", choice=Choice.NO_NUMBER))
    assert refused.text("by_clothes_refused", away=24.2) in refused.said


@pytest.mark.parametrize("state", ["unsure by face", "unsure by clothes"])
def test_not_sure_is_said_and_nothing_is_guessed(state):
    page = drawn("again", shown(state))
    assert page.text("ui.not_sure") in page.said
    assert page.text("ui.guessed") not in page.said


def test_while_away_it_asks_to_come_back():
    visit = shown("before")
    visit.visitor = None
    visit.drop(Face)
    assert STEP.work(visit) is None
    visit.drop(type(found(shown("before"))))
    page = drawn("again", visit)
    assert page.text("measured_away") in page.said


def test_a_guess_takes_five_frames():
    visit = shown("before")
    for frames, guess in ((4, None), (1, "guessed")):
        shown("by face", frames, visit=visit)
        assert found(visit).guess == guess


def test_figures_change_at_most_four_times_a_second():
    visit, told = shown("by clothes", 1), set()
    for frame in range(60):
        STATES["moving"] = (KNOWN, PINK, replace(CLOTHES_SAME, distance=4 + frame / 10))
        told.add(found(shown("moving", 1, visit=visit)).again.distance)
    del STATES["moving"]
    assert 6 <= len(told) <= 9


def test_the_colours_drawn_are_the_measured_ones():
    def swatches(state):
        pixels = inside(drawn("again", shown(state)), "instrument").reshape(-1, 3)
        return (np.abs(pixels.astype(int) - to_srgb(PINK.lab)).max(axis=1) <= 1).sum()

    assert swatches("by clothes") > 1.8 * swatches("before") > 0
    assert swatches("unsure by clothes") == swatches("before")
