"""A tour driven by a raised hand, by a sliding finger, by Back; and beside a second camera."""

import pygame
import pytest
from made_bodies import hand_at

from exhibit.messages import Choice, Message, Phase, SourceKind, To
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Canvas, Token
from exhibit.page.controls import picked
from exhibit.room.tour import Tour
from exhibit.room.wave import DWELL
from exhibit.senses.hands import Hands, gesture
from exhibit.settings import City, Lens, Senses, Settings
from exhibit.settings import Tour as Visits

SIZE = (640, 360)
OFF = ("body", "hands", "rules", "pulse", "face_number", "company", "clothes", "again")
UP = Hands((), (gesture(hand_at(400, 300, 80, (5, 0, 5, 10)), True),))


@pytest.fixture
def start():
    """Makes a tour that measures little: a hand is put into it."""
    canvas = Canvas.create(*SIZE)

    def make(*steps, second=""):
        settings = Settings(visit=Visits(steps=steps), senses=Senses(**dict.fromkeys(OFF, False)),
                            city=City(citizens=0), camera=Lens(second=second))  # fmt: skip
        tour = Tour(RoomOrder(settings, 0, "actor", Token(0, *SIZE), None, ()), canvas)
        tour.begin(Choice.EVERYTHING, SourceKind.ACTOR, 0)
        return tour

    yield make
    canvas.close()


def draw(tour):
    surface = pygame.Surface(SIZE)
    tour.draw(surface)
    return pygame.image.tobytes(surface, "RGB")


def wave(tour, view, seconds, began=0.0):
    """A hand held up for so long."""
    tour.visit.put(UP)
    for tenth in range(round(seconds * 10) + 1):
        tour.see(view(began + tenth / 10, p1=640), began + tenth / 10)


def test_a_raised_hand_goes_on_and_its_dwell_is_drawn(start, view):
    tour = start("presence", "face_map", "delete")
    tour.see(view(0.0, p1=640), 0.0)
    before = draw(tour)
    wave(tour, view, DWELL / 2)
    assert tour.at == 0 and draw(tour) != before
    wave(tour, view, DWELL, DWELL / 2)
    assert tour.at == 1


def test_over_the_deletion_a_hand_means_nothing(start, view):
    tour = start("presence", "delete")
    tour.obey(Message(To.NEXT))
    wave(tour, view, 3 * DWELL)
    assert tour.at == 1


def test_back_by_its_button(start, view):
    tour = start("presence", "delete")
    tour.obey(Message(To.NEXT))
    tour.see(view(0.0, p1=640), 0.0)
    draw(tour)
    tour.obey(Message(To.POINT, *dict(tour.page.touches)["back"].center, Phase.DOWN))
    assert tour.at == 0


def test_a_finger_slides_over_the_stops_of_a_control(start, view):
    tour = start("claims", "delete")
    tour.see(view(0.0, p1=640), 0.0)
    draw(tour)
    stops = {picked(name): box for name, box in tour.page.touches if picked(name)}
    assert len(stops) > 1
    for (key, number), box in stops.items():
        tour.obey(Message(To.POINT, *box.center, Phase.MOVE))
        assert tour.visit.picked[key] == number


def test_a_second_camera_is_not_opened_before_its_step(start, view):
    tour = start("presence", "delete", second="actor")
    tour.see(view(0.0, p1=640), 0.0)
    assert tour.second._camera is None
