"""The face number in a visit: only after consent, only of the visitor, never of a covered face."""

from dataclasses import replace

import numpy as np
import pytest
from stills import QUIET

from exhibit.camera.actor import Actor, Worn
from exhibit.messages import Choice, SourceKind
from exhibit.room import measure_faceprint
from exhibit.room.measures import Measures
from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.covered import Cover
from exhibit.senses.faceprint import Network
from exhibit.senses.first_print import ENROLLED, FaceNumber
from exhibit.senses.look import Senses
from exhibit.settings import Senses as Switches


@pytest.fixture
def made(monkeypatch):
    """The points of every face that a number was really made of."""
    points = []
    chip = measure_faceprint.chip

    def heard(image, face):
        points.append(face)
        return chip(image, face)

    monkeypatch.setattr(measure_faceprint, "chip", heard)
    return points


@pytest.fixture
def networks(monkeypatch):
    """Every network that was loaded."""
    loaded = []

    class Heard(Network):
        def __init__(self):
            super().__init__()
            loaded.append(self)

    monkeypatch.setattr(measure_faceprint, "Network", Heard)
    return loaded


def look(visit, measures, view, seconds, start=0.0, **people):
    """Time passes, ten pictures a second."""
    for number in range(round(seconds * 10)):
        visit.now = start + number / 10
        follow(visit, view(visit.now, **people))
        measures.look(visit)
    return visit.get(FaceNumber)


def visit_of(choice, source=SourceKind.CAMERA):
    return Visit(choice=choice, source=source, focal=900.0, handed=True)


class TestConsent:
    def test_everything_makes_about_two_a_second(self, view, made, networks):
        found = look(visit_of(Choice.EVERYTHING), Measures(Switches()), view, 3.0, p1=600)
        assert found.now.shape == (128,)
        assert 5 <= len(made) <= 7
        assert len(networks) == 1

    def test_who_refused_has_nothing_computed(self, view, made, networks):
        visit = visit_of(Choice.NO_NUMBER)
        assert look(visit, Measures(Switches()), view, 3.0, p1=600) is None
        assert (made, networks) == ([], [])

    def test_a_museum_can_switch_it_off(self, view, made, networks):
        off = Measures(replace(Switches(), face_number=False))
        assert look(visit_of(Choice.EVERYTHING), off, view, 3.0, p1=600) is None
        assert (made, networks) == ([], [])


class TestWhose:
    def test_only_the_visitors_face_is_ever_used(self, view, made):
        visit = visit_of(Choice.EVERYTHING)
        look(visit, Measures(Switches()), view, 3.0, p1=600, p2=200, p3=1000)
        assert visit.visitor.id == 1
        assert made
        assert all(abs(each[:, 0].mean() - 600) < 5 for each in made)

    def test_who_is_not_sure_to_be_the_visitor_has_none(self, view, made):
        visit, measures = visit_of(Choice.EVERYTHING), Measures(Switches())
        look(visit, measures, view, 2.0, p1=600)
        before = len(made)
        assert look(visit, measures, view, 2.0, start=9.0, p2=620) is None
        assert len(made) == before

    def test_the_next_visitor_begins_with_nothing(self, view):
        visit, measures = visit_of(Choice.EVERYTHING, SourceKind.CLIP), Measures(Switches())
        first = look(visit, measures, view, 2.0, p1=600)
        measures.look(visit)
        other = look(visit, measures, view, 0.2, start=2.0, p2=620)
        assert first is not None
        assert other is None

    def test_a_hidden_face_has_no_number_for_the_moment(self, view):
        visit, measures = visit_of(Choice.EVERYTHING), Measures(Switches())
        look(visit, measures, view, 2.0, p1=600)
        follow(visit, view(2.0, hidden=(1,), p1=600))
        measures.look(visit)
        assert visit.get(FaceNumber) is None


def acted(script, seconds):
    """What is found of the actor, with the real models, ten pictures a second."""
    now = 0.0
    actor = Actor(lambda: now, script)
    visit, measures = visit_of(Choice.EVERYTHING, SourceKind.ACTOR), Measures(
        replace(Switches(), body=False, hands=False)
    )
    with Senses(1) as senses:
        for number in range(seconds * 10):
            now = visit.now = number / 10
            senses.look(actor.read())
            follow(visit, senses.seen(wait=True))
            measures.look(visit)
            if found := visit.get(FaceNumber):
                yield found


def test_a_mask_is_not_enrolled_and_later_the_distance_rises():
    masked = (Worn("mask", 0, 3), Worn("mask", 8, 20))
    found = list(acted(replace(QUIET, covers=masked), 11))
    early = [each for each in found if each.at < 3]
    assert early
    assert {each.cover for each in early} == {Cover.MOUTH}
    assert {each.enrolled for each in early} == {0}
    bare = [each.distance for each in found if 6.5 < each.at < 8]
    covered = [each.distance for each in found if each.at > 9.5]
    assert max(bare) < 0.2
    assert min(covered) > 0.4
    assert found[-1].enrolled == ENROLLED
    assert np.isfinite(found[-1].error)
