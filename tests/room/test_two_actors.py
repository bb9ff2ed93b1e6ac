"""The default script's two people before the real models: company, and places that are swapped."""

from dataclasses import replace

import pytest

from exhibit.camera.actor import DEFAULT, Actor
from exhibit.messages import Choice
from exhibit.room.measures import EVERY, Measures
from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.again import Again, Known
from exhibit.senses.clothes import Clothes
from exhibit.senses.company import Company
from exhibit.senses.first_print import FaceNumber
from exhibit.senses.look import Senses
from exhibit.settings import Senses as Switches

NEEDED = ("", "face_number", "company", "clothes", "again")


def played(since, until, choice=Choice.EVERYTHING):
    """The visit at each tenth of a second of a part of the script, its own seconds."""
    now = 0.0
    actor = Actor(lambda: now, replace(DEFAULT, start=-since))
    visit = Visit(choice=choice, focal=900.0, handed=True)
    measures = Measures(Switches(), [each for each in EVERY if each.switch in NEEDED])
    with Senses(2) as senses:
        for number in range(round((until - since) * 10)):
            now = visit.now = number / 10
            senses.look(actor.read())
            seen = senses.seen(wait=True)
            follow(visit, seen)
            measures.look(visit)
            yield since + number / 10, visit


def test_one_who_stands_beside_is_company_and_nothing_else_is_measured_of_them():
    numbers = []
    for at, visit in played(23.5, 32):
        company = visit.get(Company)
        if 26.5 < at < 29.5:
            (other,) = company.near
            assert other.there
            assert other.near_seconds == pytest.approx(at - 25, abs=1.2)
            # 33 cm to the side and 25 behind are 2.8 face widths of 15 cm; her face is not so wide.
            assert 2 < other.apart < 4.5
            numbers.append(visit.get(FaceNumber))
    assert not any(each.there for each in company.others)
    assert all(each and each.now.shape == (128,) for each in numbers)


def test_two_who_step_aside_together_move_together():
    found = [
        other.together_seconds
        for at, visit in played(122.5, 133.5)
        if at > 132 and (company := visit.get(Company))
        for other in company.others
        if other.there
    ]
    assert max(found) > 2


def test_when_they_change_places_it_is_somebody_else_and_the_first_is_forgotten():
    before = {}
    for at, visit in played(77, 91.5):
        if at < 83.5 and (known := visit.remembered.get(Known)):
            before = {"number": known.number, "clothes": visit.get(Clothes)}
    again, known = visit.get(Again), visit.remembered[Known]
    assert before["number"] is not None
    assert (again.by, again.same) == ("face", False)
    assert again.distance > 0.65
    assert visit.get(Clothes).word == "green"
    assert known.number is not None
    assert known.sightings == 1
