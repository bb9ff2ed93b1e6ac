"""What you do: the newest event is guessed once it is steady, and held; the figures keep still."""

import sys
from pathlib import Path

import pygame
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "senses"))

from made_bodies import body_at, hand_at
from made_faces import face_at

from exhibit.page.sources import load_sources
from exhibit.page.theme import Theme
from exhibit.page.words import Words
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage
from exhibit.senses.body import Posture
from exhibit.senses.hands import Gesture, Hand, Hands
from exhibit.senses.privacy import only
from exhibit.senses.rules import Event, Ruled
from exhibit.senses.seen import Face, Person, Seen, person_box
from exhibit.settings import Rules
from exhibit.steps.contract import load_step

STEP = load_step("rules")
WORDS = Words.load()


@pytest.fixture
def visit():
    """Somebody upright who raises a pointing hand, 30 cm before the line."""
    import numpy as np

    image = np.full((720, 1280, 3), 90, np.uint8)
    face = Face.around(face_at(640, 250, 130))
    me = Person(1, person_box(face.box), face, 0.0, 10.0)
    made = Visit(now=10.0, seen=Seen((me,), image, 10.0), visitor=me)
    made.frame = only(image, me, ())
    hand = Hand(hand_at(900, 300, 60), False, 10.0)
    made.put(face)
    made.put(body_at(640, 400, 220, at=10.0))
    made.put(Posture(2.0, 6.0, "upright"))
    made.put(Hands((hand,), (Gesture("pointing", (0, 150, 150, 150), 30.0, True),)))
    made.put(Ruled((), 12.0, 1, 30.0, 4.0))
    return made


def look(visit, *events, frames=1, step=1 / 30, **changed):
    """Let the step work on some pictures; what it found last."""
    found = None
    for _ in range(frames):
        visit.now += step
        ruled = visit.get(Ruled)
        visit.put(Ruled(events, ruled.stood, 1, changed.get("cm", ruled.cm), ruled.error))
        found = STEP.work(visit)
        visit.put(found)
    return found


def page(size=(1280, 720), language="en"):
    made = VisitPage(pygame.Surface(size, 0, 32), Theme.load(), WORDS, language)
    made.step, made.sources = "rules", load_sources()
    return made


def test_an_event_is_guessed_after_five_frames_and_not_before(visit):
    look(visit, frames=10)
    red = Event("red", 10.0, 11.0)
    assert look(visit, red, frames=4).guess is None
    assert look(visit, red).guess == "guessed_red"


def test_the_guess_holds_for_ten_seconds_after_the_event_and_then_goes(visit):
    look(visit, frames=10)
    red = Event("red", 10.0, 11.0)
    assert look(visit, red, frames=300).guess == "guessed_red"
    assert look(visit, red, frames=60).guess is None


def test_an_event_that_goes_on_is_guessed_however_long(visit):
    assert look(visit, Event("stood", 10.1), frames=900).guess == "guessed_stood"


@pytest.mark.parametrize(("rule", "seconds"), [("stood", 30.0), ("gathered", 5.0)])
def test_what_began_before_the_rule_was_shown_counts_from_then(visit, rule, seconds):
    assert look(visit, Event(rule, 0.0), frames=1).stood == 0
    allowed = round(seconds * 30)
    early = look(visit, Event(rule, 0.0), frames=allowed - 1)
    assert early.guess is None
    assert early.stood == pytest.approx(min(12.0, seconds), abs=0.3)
    assert look(visit, Event(rule, 0.0), frames=7).guess == f"guessed_{rule}"


def test_a_stay_that_was_over_too_soon_after_the_rule_was_shown_is_none(visit):
    assert look(visit, frames=1).since == pytest.approx(10.0, abs=0.1)
    assert look(visit, Event("stood", 0.0, 39.0), frames=900).guess is None
    assert look(visit, Event("stood", 0.0, 40.5), frames=30).guess == "guessed_stood"


def test_the_newest_of_several_is_guessed(visit):
    events = Event("stood", 0.0), Event("red", 10.0, 10.5)
    assert look(visit, *events, frames=10).guess == "guessed_red"


def test_what_happened_before_the_rules_were_shown_is_not_held_against_anybody(visit):
    assert look(visit, Event("red", 8.0, 9.0), frames=30).guess is None


def test_figures_change_at_most_four_times_a_second(visit):
    seen = {look(visit, cm=float(number)).cm for number in range(60)}
    assert 7 <= len(seen) <= 9


def test_what_is_not_known_is_said_to_be_not_sure(visit):
    visit.drop(Posture)
    visit.drop(Hands)
    found = look(visit, frames=20)
    assert (found.shape, found.legs, found.hand) == ("shape_unsure", "legs_unsure", "hand_none")


def test_the_hand_that_is_raised_is_the_one_spoken_of(visit):
    low, high = Gesture("open", (0,) * 4, 30.0, False), Gesture(None, (60,) * 4, 30.0, True)
    hand = visit.get(Hands).hands[0]
    visit.put(Hands((hand, hand), (low, high)))
    assert look(visit, frames=20).hand == "hand_up_unsure"


def test_switched_off_it_finds_nothing_and_says_so(visit):
    visit.drop(Ruled)
    assert STEP.work(visit) is None
    drawn = page()
    STEP.draw(drawn, visit)
    assert drawn.overflows == []


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1080, 1920)])
def test_every_text_fits_its_box(visit, size, language):
    for rule in ("red", "way", "stood", "gathered"):
        look(visit, Event("stood", 0.0, 9.0), Event(rule, 10.1), frames=10)
        drawn = page(size, language)
        STEP.draw(drawn, visit)
        assert drawn.overflows == []


def test_the_line_and_its_way_are_where_the_settings_put_them_on_the_page(visit):
    for mirror in (True, False):
        visit.mirror = mirror
        visit.rules = Rules(line=0.7, way="right")
        assert visit.law.line == pytest.approx(0.3 if mirror else 0.7)
        assert visit.law.to_right is not mirror


def test_the_light_stands_clear_of_the_line_and_is_lit_as_the_rules_say(visit):
    look(visit, frames=10)
    colours = {}
    for now in (4.0, 12.0):
        visit.now = now
        drawn = page((1920, 1080))
        STEP.draw(drawn, visit)
        lamps = [drawn.surface.get_at((107 - 40, 166 + 292 * row // 4))[:3] for row in (1, 3)]
        lit = [drawn.colour("light_signal"), drawn.colour("light_try")]
        colours[now] = [tuple(lamp) == colour for lamp, colour in zip(lamps, lit, strict=True)]
    assert colours == {4.0: [False, True], 12.0: [True, False]}
