"""The pulse in a visit: whose it is, and that nothing at all is computed without a yes to it."""

from dataclasses import replace

import numpy as np
import pytest
from made_faces import face_at

import exhibit.senses.pulse
from exhibit.messages import Choice, SourceKind
from exhibit.room.measures import Measures
from exhibit.room.visit import Visit
from exhibit.room.visitor import confirm, follow
from exhibit.senses.pulse import Pulse
from exhibit.senses.seen import Face, Person, Seen, person_box
from exhibit.senses.skin import Skin
from exhibit.settings import Senses

GREY = np.full((720, 1280, 3), 120, np.uint8)


def people(at, *places, hidden=()):
    """People as id = middle of the face, in a grey picture."""
    found = []
    for ident, x in enumerate(places, 1):
        face = Face.around(face_at(x, width=220))
        shown = None if ident in hidden else face
        found.append(Person(ident, person_box(face.box), shown, 0.0, at))
    return Seen(tuple(found), GREY, at)


def go(visit, measures, seconds, *places, hidden=()):
    """So many seconds with these people in view."""
    end = visit.now + seconds
    while visit.now < end - 1e-6:
        visit.now += 0.1
        follow(visit, people(visit.now, *places, hidden=hidden))
        measures.look(visit)
    return visit.get(Pulse)


@pytest.fixture
def reads(monkeypatch):
    """Every reading of a picture's colours, by the face it was taken of."""
    taken = []
    real = Skin.read

    def noted(self, image, face):
        taken.append(face)
        return real(self, image, face)

    monkeypatch.setattr(exhibit.senses.pulse.Skin, "read", noted)
    return taken


def test_who_agreed_to_everything_is_measured(reads):
    pulse = go(Visit(choice=Choice.EVERYTHING), Measures(Senses()), 5, 640)
    assert pulse.why == "measuring"
    assert 4 < pulse.seconds <= 5.5
    assert len(reads) == 50


def test_an_actor_is_measured_too(reads):
    assert go(Visit(choice=Choice.ACTOR, source=SourceKind.ACTOR), Measures(Senses()), 1, 640)


def test_without_a_yes_to_it_nothing_is_computed(reads):
    visit = Visit(choice=Choice.NO_NUMBER)
    assert go(visit, Measures(Senses()), 3, 640) is None
    assert visit.get(Face) is not None
    assert reads == []


def test_switched_off_nothing_is_computed(reads):
    assert go(Visit(), Measures(replace(Senses(), pulse=False)), 1, 640) is None
    assert reads == []


def test_only_the_visitors_skin_is_read(reads):
    visit = Visit(source=SourceKind.CAMERA)
    go(visit, Measures(Senses()), 2, 640, 1000, 300)
    assert visit.visitor.id == 1
    assert {round((face.box[0] + face.box[2]) / 2) for face in reads} == {640}


def test_a_face_hidden_for_a_moment_keeps_its_pulse_and_then_loses_it():
    visit, measures = Visit(), Measures(Senses())
    go(visit, measures, 4, 640)
    assert go(visit, measures, 0.8, 640, hidden=[1]).seconds > 3
    assert go(visit, measures, 0.4, 640, hidden=[1]) is None
    assert go(visit, measures, 0.2, 640).seconds < 1


def test_another_visitor_starts_from_nothing():
    visit, measures = Visit(source=SourceKind.CAMERA), Measures(Senses())
    go(visit, measures, 4, 640)
    visit.now += 0.1
    lone = people(visit.now, 1000)
    follow(visit, replace(lone, people=(replace(lone.people[0], id=9),)))
    measures.look(visit)
    assert visit.visitor is None and visit.get(Pulse) is None
    confirm(visit)
    measures.look(visit)
    assert visit.visitor.id == 9
    assert visit.get(Pulse).seconds < 1
