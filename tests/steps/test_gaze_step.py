"""Where you look: what is shown of eyes, gaze and mouth, when it changes, and what it is called."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from step_pages import SIZES, WORDS, drawn, inside, step_of

from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.eyes import Eyes
from exhibit.senses.gaze import Gaze
from exhibit.senses.mouth import Mouth
from exhibit.senses.seen import Face, Head, Person, Seen, person_box

STEP = step_of("gaze")
IMAGE = np.full((720, 1280, 3), 120, np.uint8)
AHEAD, ASIDE = Head(0, 0, 0, 5), Head(40, 0, 0, 13)


def a_face():
    """A face whose eyes and lips are somewhere, which is enough to draw them."""
    points = np.random.default_rng(1).uniform((560, 250, 0), (700, 430, 1), (478, 3))
    points[[468, 473], :2] = (600, 300), (680, 300)
    return Face.around(points.astype(np.float32))


FACE = a_face()


def gaze(x=0.0, y=0.0, column="middle", row=None):
    return Gaze(x, y, 4.3, 6.2, column, row)


def eyes(blinks=3, shut_for=0.0, perclos=0.04, error=1.0):
    """Eyes after 59.7 s; shut for so long now."""
    now = ((59.7 - shut_for, 59.7),) if shut_for else ()
    closings = (*((9.0 * n, 9.0 * n + 0.2) for n in range(1, blinks + 1)), *now)
    return Eyes(1.0, bool(now), blinks, 59.7, closings, error, perclos, 0.01)


def frames(*findings, count=12, visit=None):
    """A visit after so many frames with these findings and a face."""
    visit = visit or Visit()
    for _ in range(count):
        visit.now += 1 / 30
        person = Person(1, person_box(FACE.box), FACE, 0, visit.now)
        follow(visit, Seen((person,), IMAGE, visit.now))
        for kind in (Gaze, Eyes, Mouth, Head):
            visit.drop(kind)
        for each in (FACE, *findings):
            visit.put(each)
        visit.put(STEP.work(visit))
    return visit


def found(visit):
    return visit.get(type(STEP.work(Visit())))


REGIONS = list(product(("left", "middle", "right"), (None, "up", "down")))


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_everything_fits_and_says_little(size, language):
    nothing = drawn("gaze", frames(), size, language)
    assert (nothing.overflows, nothing.count <= 75) == ([], True)
    for (column, row), moving in product(REGIONS, (False, True)):
        looks = (gaze(25, 12, column, row), eyes(33, 1.5, 0.12), Mouth(0.1, 0.01, moving), AHEAD)
        page = drawn("gaze", frames(*looks), size, language)
        assert (page.overflows, page.count <= 75) == ([], True)


def test_the_region_and_its_error_are_said():
    page = drawn("gaze", frames(gaze(14, 0, "left"), eyes(), Mouth(0, 0.01, False), AHEAD))
    assert page.text("at_left", error=4.3) in page.said
    page = drawn("gaze", frames(gaze(14, 12, "left", "down"), AHEAD))
    assert page.text("at_left_down", error=6.2) in page.said


def test_blinks_stand_with_the_error_that_was_computed_or_not_at_all():
    page = drawn("gaze", frames(eyes(12, error=3.4), AHEAD))
    assert page.text("blinks", count=12, error=3, seconds=59.7) in page.said
    few = drawn("gaze", frames(replace(eyes(12), blinks=None), AHEAD))
    assert few.text("blinks_unknown") in few.said


def test_time_with_shut_eyes_is_not_sure_where_it_is_open():
    page = drawn("gaze", frames(replace(eyes(), perclos=None), AHEAD))
    assert page.text("shut_unknown") in page.said


def test_the_diagram_shows_the_region():
    shown = [
        inside(drawn("gaze", frames(gaze(column=column, row=row), AHEAD)), "measured").tobytes()
        for column, row in REGIONS
    ]
    assert len(set(shown)) == len(REGIONS)


def test_without_anything_it_is_not_sure():
    page = drawn("gaze", frames())
    for key in ("ui.not_sure", "mouth_unknown", "eyes_unknown", "blinks_unknown"):
        assert page.text(key) in page.said
    assert found(frames()).guess is None


@pytest.mark.parametrize(
    ("findings", "label"),
    [
        ((gaze(), eyes(), AHEAD), "guessed"),
        ((gaze(), AHEAD), "guessed"),
        ((gaze(20, 0, "left"), eyes(), AHEAD), "guessed_away"),
        ((gaze(0, 16, "middle", "down"), AHEAD), "guessed_away"),
        ((ASIDE,), "guessed_away"),
        ((eyes(shut_for=1.4), AHEAD), "guessed_sleepy"),
        ((eyes(shut_for=0.2), AHEAD), None),
        ((AHEAD,), None),
    ],
)
def test_what_a_program_would_call_it(findings, label):
    assert found(frames(*findings)).guess == label


def test_a_label_waits_for_five_frames_and_outlasts_a_blink():
    visit = frames(gaze(), eyes(), AHEAD)
    frames(gaze(20, 0, "left"), eyes(), AHEAD, count=4, visit=visit)
    assert found(visit).guess == "guessed"
    frames(gaze(20, 0, "left"), eyes(), AHEAD, count=1, visit=visit)
    assert found(visit).guess == "guessed_away"
    frames(eyes(shut_for=0.3), AHEAD, count=9, visit=visit)
    assert found(visit).guess == "guessed_away"


def test_figures_change_four_times_a_second_at_most():
    visit, errors = frames(count=1), []
    for number in range(60):
        frames(Gaze(0, 0, 4 + number, 6, "middle", None), count=1, visit=visit)
        errors.append(found(visit).error)
    assert 6 <= len(set(errors)) <= 9


def test_it_tells_for_a_while_of_a_mouth_that_moved():
    visit = frames(Mouth(0.2, 0.01, True))
    assert drawn("gaze", visit).said.count(WORDS.say("en", "step.gaze.mouth_moves")) == 1
    frames(Mouth(0.0, 0.01, False), count=45, visit=visit)
    page = drawn("gaze", visit)
    assert page.text("mouth_still") in page.said
    assert page.text("measured_mouth") in page.said
    frames(Mouth(0.0, 0.01, False), count=60, visit=visit)
    assert drawn("gaze", visit).text("measured") in drawn("gaze", visit).said


def test_every_closing_of_the_last_minute_is_a_mark_on_the_line():
    visit = frames(eyes(0), AHEAD)
    visit.seen = Seen(visit.seen.people, IMAGE, 60.0)
    empty = inside(drawn("gaze", visit), "instrument").astype(int)
    visit.put(eyes(4))
    page = drawn("gaze", visit)
    marked = inside(page, "instrument").astype(int)
    row = round(marked.shape[1] * 0.7)
    changed = (marked[:, row] != empty[:, row]).any(axis=1)
    assert np.count_nonzero(np.diff(changed.astype(int)) == 1) == 4


def test_arrows_point_the_way_the_words_say_and_the_picture_is_a_mirror():
    def lit(*findings):
        visit = frames(*findings)
        return inside(drawn("gaze", visit), "view").astype(int)

    ahead = lit(gaze(2, 0), AHEAD)
    assert (ahead != lit(gaze(2, 0, "left"), AHEAD)).sum() == 0
    left, right = (
        (ahead != lit(gaze(x, 0, column), AHEAD)).any(axis=2).any(axis=1).nonzero()[0].mean()
        for x, column in ((14, "left"), (-14, "right"))
    )
    assert left < right
