"""The first print: what may be enrolled, and what the distance and its error are."""

from dataclasses import replace

import numpy as np
import pytest
from made_faces import face_at

from exhibit.senses.covered import Cover
from exhibit.senses.first_print import ENROLLED, FirstPrint, Print
from exhibit.senses.seen import Face, Head

AHEAD = Head(0.0, 0.0, 0.0, 5.0)


def print_of(value=0.0, eyes=100.0, x=640.0, head=AHEAD, cover=Cover.NONE):
    """A print whose first number is this value, of a face with so many pixels between its eyes."""
    points = face_at(x)
    points[33, :2], points[263, :2] = (x - eyes / 2, 360), (x + eyes / 2, 360)
    numbers = np.zeros(128, np.float32)
    numbers[0] = value
    return Print(numbers, Face.around(points), head, cover)


def added(prints, first=None):
    """What was found after these prints, half a second apart."""
    first, found = first or FirstPrint(), None
    for number, each in enumerate(prints):
        found = first.add(each, number / 2)
    return found


GOOD = [print_of()] * (ENROLLED + 1)  # before the first there is none to compare its place with


class TestEnrolling:
    def test_several_good_prints_make_the_first(self):
        assert added(GOOD[:-1]).first is None
        found = added(GOOD)
        assert (found.enrolled, found.distance) == (ENROLLED, 0.0)
        assert found.first == pytest.approx(np.zeros(128))

    def test_the_first_is_the_mean(self):
        values = (0.0, 0.1, 0.2, 0.3, 0.2, 0.2)
        assert added([print_of(each) for each in values]).first[0] == pytest.approx(0.2)

    @pytest.mark.parametrize(
        "bad",
        [
            {"cover": Cover.MOUTH},
            {"cover": Cover.EYES},
            {"cover": Cover.UNSURE},
            {"eyes": 30.0},
            {"head": Head(25.0, 0, 0, 5)},
            {"head": Head(0, -25.0, 0, 5)},
            {"head": Head(0, 0, 0, 5, right=25.0)},
        ],
    )
    def test_a_bad_print_is_never_enrolled(self, bad):
        assert added([print_of(**bad)] * 10).enrolled == 0
        assert added([*GOOD[:3], *[print_of(9.0, **bad)] * 5]).enrolled == 2

    def test_a_face_aside_that_is_turned_to_the_camera_is_enrolled_and_compared(self):
        aside = print_of(head=Head(-30.0, 22.0, 0, 5, 30.0, -22.0))
        assert added([aside] * (ENROLLED + 1)).distance == 0.0

    def test_a_covered_face_is_not_enrolled_however_long_it_waits(self):
        assert added([print_of(cover=Cover.MOUTH)] * 200).enrolled == 0

    def test_who_stays_doubtful_is_let_in_after_some_seconds(self):
        doubtful = print_of(cover=Cover.UNSURE)
        assert added([doubtful] * 12).first is None
        assert added([doubtful] * 20).first is not None
        interrupted = [*[doubtful] * 10, print_of(cover=Cover.MOUTH)] * 3
        assert added(interrupted).enrolled == 0

    def test_a_face_that_jumps_about_is_not_enrolled(self):
        assert added([print_of(x=640 + 60 * (n % 2)) for n in range(12)]).enrolled == 0

    def test_two_people_are_never_mixed_into_one(self):
        found = added([*GOOD[:4], *[print_of(0.9)] * ENROLLED])
        assert found.first[0] == pytest.approx(0.9)


class TestComparing:
    def test_the_distance_is_the_middle_one_of_three(self):
        assert added([*GOOD, print_of(0.5)]).distance == 0.0
        assert added([*GOOD, print_of(0.5), print_of(0.4)]).distance == pytest.approx(0.4)

    def test_a_covered_face_is_compared_and_changes_nothing_in_the_first(self):
        found = added([*GOOD, *[print_of(0.6, cover=Cover.MOUTH)] * 5])
        assert found.distance == pytest.approx(0.6)
        assert found.cover is Cover.MOUTH
        assert found.first[0] == 0.0

    @pytest.mark.parametrize(
        "bad", [{"head": Head(40.0, 0, 0, 5)}, {"head": Head(0, -23.0, 0, 5)}, {"eyes": 20.0}]
    )
    def test_not_sure_when_turned_away_or_far(self, bad):
        found = added([*GOOD, print_of(0.7, **bad)])
        assert found.distance is None
        assert found.first is not None

    def test_nodding_counts_from_how_the_first_print_was_held(self):
        low = [print_of(head=Head(0, 14.0, 0, 5))] * (ENROLLED + 1)
        sure = {pitch: added([*low, print_of(0.3, head=Head(0, pitch, 0, 5))]).distance is not None
                for pitch in (-12.0, -4.0, 30.0, 36.0)}
        assert sure == {-12.0: False, -4.0: True, 30.0: True, 36.0: False}

    def test_the_error_is_the_jitter_of_a_steady_face(self):
        jitter = np.random.default_rng(4).normal(0.4, 0.03, 400)
        first = FirstPrint()
        added(GOOD, first)
        errors = [first.add(print_of(each), 3.0 + n / 2).error for n, each in enumerate(jitter)]
        assert np.median(errors[8:]) == pytest.approx(0.03, abs=0.008)

    def test_one_step_does_not_blow_the_error_up(self):
        assert added([*GOOD, *GOOD, *[print_of(0.6)] * 4]).error == pytest.approx(0.01)

    def test_the_time_is_that_of_the_picture(self):
        assert FirstPrint().add(replace(print_of()), 12.5).at == 12.5

    def test_later_prints_are_counted_by_their_distance(self):
        first = FirstPrint()
        assert added(GOOD, first).bins.sum() == 0
        values = (0.104, 0.107, 0.615, 9.0)
        later = [print_of(values[0], cover=Cover.MOUTH), *(print_of(each) for each in values[1:])]
        bins = added([*later, print_of(0.5, eyes=10.0)], first).bins
        assert (bins[10], bins[61], bins[-1], bins.sum()) == (2, 1, 1, 4)
