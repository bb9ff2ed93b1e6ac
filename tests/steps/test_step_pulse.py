"""Your pulse: what is said when it is sure, when it is not, and when it was not agreed to."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "senses"))

from made_faces import face_at
from step_pages import SIZES, WORDS, drawn, inside, step_of

from exhibit.messages import Choice, SourceKind
from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.pulse import REASONS, Pulse
from exhibit.senses.seen import Face, Person, Seen, person_box

STEP = step_of("pulse")
IMAGE = np.full((720, 1280, 3), 120, np.uint8)
TIMES = np.arange(0, 21, 0.05)
WAVE = np.column_stack((TIMES, np.sin(TIMES * 7)))
SURE = Pulse(71.6, 1.4, 9.3, "", 20.0, WAVE)
BLUE, SOFT = (0x8F, 0xD0, 0xFF), (0xD9, 0xD3, 0xC4)


def unsure(why):
    return Pulse(None, 0.0, 1.2, why, 13.0, WAVE)


def shown(pulse, frames=6, visit=None, face=True):
    """A visit after so many frames with this pulse."""
    visit = visit or Visit(source=SourceKind.CAMERA)
    for _ in range(frames):
        visit.now += 1 / 30 if visit.visitor else 0.0
        found = Face.around(face_at(640, 330, 110))
        person = Person(1, person_box(found.box), found if face else None, 0.0, visit.now)
        follow(visit, Seen((person,), IMAGE, visit.now))
        visit.drop(Pulse)
        visit.drop(Face)
        if face:
            visit.put(found)
        if pulse is not None:
            visit.put(pulse)
        visit.now = max(visit.now, 20.0)
        visit.put(STEP.work(visit))
    return visit


def beat(visit):
    return visit.get(type(STEP.work(visit)))


def says(page, key, **fields):
    """Whether a text of the step stands on the page."""
    return page.text(key, **fields) in page.said


STATES = {
    "sure": lambda: shown(SURE),
    "actor": lambda: shown(SURE, visit=Visit(source=SourceKind.ACTOR)),
    "fast": lambda: shown(Pulse(178.2, 12.4, 20.0, "", 20.0, WAVE)),
    "lost": lambda: shown(None, face=False),
    "off": lambda: shown(None),
    "refused": lambda: shown(None, visit=Visit(choice=Choice.NO_NUMBER)),
    "nobody": Visit,
} | {why: (lambda why=why: shown(unsure(why))) for why in REASONS}


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
def test_every_state_fits_and_says_little(state, size, language):
    page = drawn("pulse", STATES[state](), size, language)
    assert page.overflows == []
    assert page.count <= 75


@pytest.mark.parametrize("state", STATES)
def test_every_state_says_that_it_is_untested_on_real_skin(state):
    page = drawn("pulse", STATES[state]())
    assert any("Untested here on real skin" in each for each in page.said)


def test_a_sure_pulse_is_a_number_with_its_error_and_quality():
    page = drawn("pulse", shown(SURE))
    assert {"72", "a minute, ± 1"} <= set(page.said)
    assert says(page, "measured") and says(page, "signal", snr=9.3)


def test_of_the_actor_it_says_that_the_pulse_is_painted_on():
    page = drawn("pulse", shown(SURE, visit=Visit(source=SourceKind.ACTOR)))
    assert says(page, "measured_painted")


@pytest.mark.parametrize("why", REASONS)
def test_not_sure_has_no_number_and_says_why(why):
    page = drawn("pulse", shown(unsure(why)))
    assert "not sure" in page.said
    assert says(page, why, seconds=13, of=20)
    assert not any(each.isdigit() for each in page.said)


def test_what_was_not_agreed_to_did_not_run_and_shows_nothing():
    visit = shown(None, visit=Visit(choice=Choice.NO_NUMBER))
    page = drawn("pulse", visit)
    assert says(page, "refused") and says(page, "not_run") and "not sure" not in page.said
    assert beat(visit).bpm is None and beat(visit).guess is None
    assert page.text("guessed") not in page.said
    assert not (inside(page, "view") == BLUE).all(axis=2).any()


def test_a_museum_that_switched_it_off_says_so():
    assert says(drawn("pulse", shown(None)), "off")
    assert says(drawn("pulse", shown(None, face=False)), "lost")


def test_a_guess_waits_for_five_steady_frames_and_goes_with_the_number():
    visit = shown(SURE, frames=4)
    assert beat(visit).guess is None
    shown(SURE, frames=1, visit=visit)
    assert beat(visit).guess == "guessed"
    shown(unsure("still"), frames=1, visit=visit)
    assert beat(visit).guess is None


def test_a_figure_changes_at_most_twice_a_second():
    visit = Visit(source=SourceKind.CAMERA)
    figures = []
    for number in range(30):
        shown(Pulse(70.0 + number, 1.0, 9.0, "", 20.0, WAVE), frames=1, visit=visit)
        figures.append(beat(visit).bpm)
    assert 1 < len(set(figures)) <= 3


def test_a_reason_stays_for_two_seconds_but_a_number_never_waits():
    visit = shown(unsure("still"), frames=3)
    shown(unsure("weak"), frames=20, visit=visit)
    assert beat(visit).words == "still"
    shown(unsure("weak"), frames=60, visit=visit)
    assert beat(visit).words == "weak"
    shown(SURE, frames=1, visit=visit)
    assert beat(visit).words == "measured"
    shown(unsure("flicker"), frames=1, visit=visit)
    assert beat(visit).words == "flicker"


def test_the_wave_is_blue_when_sure_and_soft_when_not():
    sure, not_sure = (drawn("pulse", shown(each)) for each in (SURE, unsure("weak")))
    for page, colour, other in ((sure, BLUE, SOFT), (not_sure, SOFT, BLUE)):
        half = inside(page, "instrument")
        half = half[:, half.shape[1] // 2 :]
        assert (half == colour).all(axis=2).sum() > 500
        assert not (half == other).all(axis=2).any()


def test_the_wave_scrolls():
    visit = shown(SURE)
    first = inside(drawn("pulse", visit), "instrument")
    shown(SURE, frames=3, visit=visit)
    later = inside(drawn("pulse", visit), "instrument")
    shift = round(first.shape[0] * 0.1 / 10)
    half = slice(first.shape[1] // 2, None)
    moved = unlike(first[shift:, half], later[:-shift, half])
    assert moved < 0.01 < 0.05 < unlike(first[:, half], later[:, half])


def unlike(one, other):
    """The part of the pixels that clearly differ."""
    return np.mean(np.abs(one.astype(int) - other) > 60)


def test_the_wave_counts_as_numbers_held():
    visit = shown(SURE)
    with_wave = visit.numbers(besides=(Face,))
    visit.drop(Pulse)
    assert with_wave.count - visit.numbers(besides=(Face,)).count > WAVE.size
