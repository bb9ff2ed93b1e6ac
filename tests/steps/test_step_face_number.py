"""A face as a number: when the figure is shown, what is guessed, and what a refusal looks like."""

import numpy as np
import pytest
from step_pages import SIZES, WORDS, drawn, inside, step_of

from exhibit.messages import Choice
from exhibit.room.visit import Visit
from exhibit.senses.covered import Cover
from exhibit.senses.faceprint import THRESHOLD
from exhibit.senses.first_print import FaceNumber

STEP = step_of("face_number")
CODE = np.random.default_rng(8).normal(0, 0.12, 128).astype(np.float32)
OTHER = np.random.default_rng(9).normal(0, 0.12, 128).astype(np.float32)


def found_at(at, distance, cover=Cover.NONE, now=CODE):
    first = CODE if distance is not None else None
    return FaceNumber(now, first, 5 if first is not None else 2, distance, 0.02, cover, at)


def shown(*distances, visit=None, frames=6, every=0.5, **more):
    """A visit in which these distances were found, one after the other, some frames each."""
    visit = visit or Visit()
    for number, distance in enumerate(distances):
        visit.put(found_at(visit.now, distance, **more))
        for _ in range(frames):
            visit.put(STEP.work(visit))
        if number < len(distances) - 1:
            visit.now += every
    return visit, STEP.work(visit)


def turned():
    """A visit with a first print and a face turned too far to compare."""
    visit = Visit()
    visit.put(FaceNumber(CODE, CODE, 5, None, 0.0, Cover.NONE, 0.0))
    visit.put(STEP.work(visit))
    return visit


class TestLink:
    def test_it_is_made_by_a_first_print_and_by_nothing_less(self):
        assert not STEP.linked(Visit())
        assert not STEP.linked(shown(None)[0])
        assert STEP.linked(shown(0.2)[0])
        assert not STEP.linked(shown(0.2, visit=Visit(choice=Choice.NO_NUMBER))[0])


class TestWork:
    def test_the_distance_and_its_error_are_the_findings(self):
        _, found = shown(0.31)
        assert (found.distance, found.error) == (0.31, 0.02)

    @pytest.mark.parametrize(
        ("distance", "guess"),
        [(0.1, "guessed"), (THRESHOLD - 0.01, "guessed"), (THRESHOLD + 0.01, "guessed_other")],
    )
    def test_the_threshold_makes_the_guess(self, distance, guess):
        assert shown(distance)[1].guess == guess

    def test_a_guess_needs_steady_frames_and_holds(self):
        visit, found = shown(0.2, frames=3)
        assert found.guess is None
        visit, found = shown(0.2, visit=visit)
        assert found.guess == "guessed"
        assert shown(0.9, visit=visit, frames=2)[1].guess == "guessed"
        assert shown(0.9, visit=visit)[1].guess == "guessed_other"

    def test_what_is_missing_is_said(self):
        assert STEP.work(Visit()).words == "measured_none"
        assert shown(None)[1].words == "enrolling"
        assert shown(None, cover=Cover.MOUTH)[1].words == "enrolling_covered"
        assert STEP.work(turned()).words == "measured_turned"

    def test_a_covered_face_is_told_what_it_means(self):
        visit, found = shown(0.57, cover=Cover.MOUTH)
        assert found.words == "measured_covered"
        assert any("50 %" in text for text in drawn("face_number", visit).said)

    def test_the_line_goes_back_half_a_minute_and_no_farther(self):
        _, found = shown(*np.linspace(0.1, 0.9, 90))
        seconds = [at for at, _ in found.trail]
        assert seconds == sorted(set(seconds))
        assert seconds[-1] - seconds[0] == pytest.approx(30)
        assert found.trail[-1][1] == pytest.approx(0.9)


class TestRefused:
    def test_nothing_is_read_even_if_it_were_there(self):
        found = shown(0.3, visit=Visit(choice=Choice.NO_NUMBER))[1]
        assert (found.words, found.distance, found.trail) == ("refused", None, ())

    @pytest.mark.parametrize("language", WORDS.languages)
    def test_the_page_says_so(self, language):
        visit, _ = shown(visit=Visit(choice=Choice.NO_NUMBER))
        visit.put(STEP.work(visit))
        page = drawn("face_number", visit, language=language)
        assert WORDS.say(language, "step.face_number.refused") in page.said
        assert WORDS.say(language, "step.face_number.no_code") in page.said
        assert WORDS.say(language, "ui.not_sure") not in page.said


class TestPage:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("language", WORDS.languages)
    @pytest.mark.parametrize(
        "case", ["bare", "covered", "enrolling", "hidden", "turned", "refused", "none"]
    )
    def test_every_text_fits(self, size, language, case):
        visit = {
            "bare": lambda: shown(0.08)[0],
            "covered": lambda: shown(0.57, cover=Cover.MOUTH)[0],
            "enrolling": lambda: shown(None)[0],
            "hidden": lambda: shown(None, cover=Cover.MOUTH)[0],
            "turned": turned,
            "refused": lambda: shown(0.3, visit=Visit(choice=Choice.NO_NUMBER))[0],
            "none": Visit,
        }[case]()
        page = drawn("face_number", visit, size, language)
        assert page.overflows == []
        assert page.count <= 75

    def test_a_code_has_as_many_bars_as_numbers(self):
        visit, _ = shown(0.1)
        codes = inside(drawn("face_number", visit, (1920, 1080)), "codes")
        blue = (codes == (0x8F, 0xD0, 0xFF)).all(axis=2)
        upper = blue[200:, : blue.shape[1] // 2].any(axis=1)
        assert (np.diff(upper.astype(int)) == 1).sum() == pytest.approx(128, abs=8)

    def test_what_differs_from_the_first_print_is_white(self):
        def white(now):
            visit, _ = shown(0.4, now=now)
            codes = inside(drawn("face_number", visit), "codes")
            return (codes == (0xF6, 0xF1, 0xE6)).all(axis=2).sum()

        assert white(CODE) == 0
        assert white(OTHER) > 3 * white((CODE + 0.1 * OTHER).astype(np.float32)) > 0

    def test_a_distance_beyond_the_threshold_is_drawn_above_its_line(self):
        def height(distance):
            visit, _ = shown(*[distance] * 4)
            trace = inside(drawn("face_number", visit), "instrument")
            blue = (trace == (0x8F, 0xD0, 0xFF)).all(axis=2)
            return np.nonzero(blue.any(axis=0))[0].mean()

        visit, _ = shown(0.1)
        trace = inside(drawn("face_number", visit), "instrument")
        paper = (trace == (0xF6, 0xF1, 0xE6)).all(axis=2).sum(axis=0)
        line = paper[: len(paper) // 2 + 20].argmax()
        assert height(0.75) < line < height(0.45) < height(0.1)
